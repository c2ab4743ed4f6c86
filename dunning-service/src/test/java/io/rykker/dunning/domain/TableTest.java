package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state against every signal: the laws of the table hold in each cell. */
class TableTest {

    private static final UUID CREDIT = UUID.nameUUIDFromBytes("credit".getBytes());

    private static Life consumer() {
        return Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
    }

    private static Life escalated() {
        return consumer().until("2026-03-16");
    }

    static Map<String, Supplier<Life>> everyState() {
        Map<String, Supplier<Life>> states = new LinkedHashMap<>();
        states.put("unknown", Life::new);
        states.put("unknown, paid", () -> new Life().pay("p", "300.00", "2026-01-20", "bank"));
        states.put("not due", TableTest::consumer);
        states.put("not due, part paid", () -> consumer().pay("p", "300.00", "2026-01-10", "bank"));
        states.put("overdue", () -> consumer().on("2026-01-20"));
        states.put("overdue, letter on its way", () -> consumer().on("2026-01-23"));
        states.put("overdue, one step", () -> consumer().until("2026-01-23"));
        states.put("overdue, fee charged", () -> consumer().until("2026-02-04"));
        states.put(
                "overdue, waits for law",
                () -> Life.of(Life.invoice(
                                "PL", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "nordic-friendly"))
                        .until("2026-01-27"));
        states.put(
                "overdue, waits for policy",
                () -> Life.of(Life.invoice("DK", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "odd"))
                        .until("2026-01-27"));
        states.put("notice running", () -> consumer().until("2026-02-20"));
        states.put("notice run out", () -> {
            Life life = consumer().until("2026-02-20");
            life.today = life.c.lastLetter().standingDeadline().plusDays(1);
            return life;
        });
        states.put("on hold, promise", () -> {
            Life life = consumer().until("2026-01-26");
            life.hear(new Signal.Promised(LocalDate.parse("2026-02-10"), Money.of("500.00", "DKK"), "called"));
            return life;
        });
        states.put("on hold, dispute", () -> {
            Life life = consumer().until("2026-02-06");
            life.hear(new Signal.Disputed("goods", "broken"));
            return life;
        });
        states.put("on hold, dispute upheld", () -> {
            Life life = consumer().until("2026-02-06");
            life.hear(new Signal.Disputed("goods", "broken"));
            life.hear(new Signal.Resolved(true, "they are"));
            return life;
        });
        states.put("on hold, dispute, proof of delivery came", () -> {
            Life life = consumer().until("2026-02-06");
            life.hear(new Signal.Disputed("goods", "broken"));
            life.hear(evidence("p", Evidence.Kind.PROOF_OF_DELIVERY));
            return life;
        });
        states.put("on hold, dispute, proof of delivery is missing", () -> {
            Life life = consumer().until("2026-02-06");
            life.hear(new Signal.Disputed("not-received", "never came"));
            return life.until("2026-02-16");
        });
        states.put("overdue, left to a partner", TableTest::leftToPartner);
        states.put("overdue, done by a partner", () -> {
            Life life = leftToPartner();
            life.hear(doneByPartner(life, life.today));
            return life;
        });
        states.put("on hold, a partner's step called off", () -> {
            Life life = leftToPartner();
            life.hear(new Signal.Held(life.today.plusDays(5), "ill"));
            return life;
        });
        states.put("on hold, manual", () -> {
            Life life = consumer().until("2026-02-20");
            life.hear(new Signal.Held(LocalDate.parse("2026-03-20"), "ill"));
            return life;
        });
        states.put(
                "overdue, a formal step is to wait for evidence of delivery",
                () -> DeliveriesTest.waiting(Policy.Mode.AUTOMATIC).until("2026-01-26"));
        states.put(
                "on hold, waits for evidence of delivery",
                () -> DeliveriesTest.waiting(Policy.Mode.AUTOMATIC).until("2026-02-06"));
        states.put("overdue, evidence of delivery came", () -> {
            Life life = DeliveriesTest.waiting(Policy.Mode.AUTOMATIC).until("2026-02-06");
            life.hear(DeliveriesTest.receipt("r-1"));
            return life;
        });
        states.put("on hold, undeliverable", () -> {
            Life life = consumer().on("2026-01-23");
            life.hear(new Signal.Undeliverable(life.letters().getFirst().id(), "email", life.today, "no such box"));
            return life;
        });
        states.put("on hold, vague promise", () -> {
            Life life = consumer().until("2026-01-26");
            life.hear(new Signal.Promised(null, null, "soon", Fallback.RESUME));
            return life;
        });
        states.put("on hold, extension, confirmed", () -> {
            Life life = consumer().until("2026-01-26");
            life.hear(new Signal.Extended(LocalDate.parse("2026-02-02"), "wages", Fallback.NOTICE, false));
            return life.sendWhatIsAsked();
        });
        states.put("overdue, somebody's own", () -> {
            Life life = consumer().until("2026-01-26");
            life.hear(new Signal.OwnerNamed("bodil", "an old customer"));
            return life;
        });
        states.put("on hold, plan", () -> planned(consumer().until("2026-02-06")));
        states.put("on hold, plan of a claim that is not due", () -> planned(consumer()));
        states.put(
                "on hold, plan, one instalment late",
                () -> planned(consumer().until("2026-02-06")).until("2026-03-06"));
        states.put("on hold, dispute of a plan", () -> {
            Life life = planned(consumer().until("2026-02-06"));
            life.hear(new Signal.Disputed("wrong-amount", "agreed on less"));
            return life;
        });
        states.put("on hold, plan proposed", () -> proposed(consumer().until("2026-02-06")));
        states.put(
                "on hold, plan proposed in writing",
                () -> proposed(consumer().until("2026-02-06")).sendWhatIsAsked());
        states.put("on hold, plan proposed before the claim is due", () -> proposed(consumer()));
        states.put("on hold, plan proposed and taken over", () -> {
            Life life = proposed(consumer().until("2026-02-06")).sendWhatIsAsked();
            life.hear(new Signal.TakenOver("bodil", life.today.plusDays(3), "an old customer"));
            return life;
        });
        states.put("on hold, proposed plan accepted", () -> {
            Life life = proposed(consumer().until("2026-02-06")).sendWhatIsAsked();
            life.hear(accepted(life.today));
            return life.sendWhatIsAsked();
        });
        states.put("overdue, proposed plan lapsed", () -> {
            Life life = proposed(consumer().until("2026-01-26")).sendWhatIsAsked();
            life.until("2026-02-03");
            return life;
        });
        states.put("on hold, plan to be offered", () -> {
            Life life = consumer().until("2026-01-26");
            life.hear(new Signal.Promised(LocalDate.parse("2026-02-02"), null, "called", Fallback.PLAN));
            return life.until("2026-02-03");
        });
        states.put("overdue, promise broken, notice next", () -> {
            Life life = consumer().until("2026-01-26");
            life.hear(new Signal.Promised(LocalDate.parse("2026-01-30"), null, "called", Fallback.AGENCY_WHEN_LAWFUL));
            return life.until("2026-02-02");
        });
        states.put("overdue, disputed in part", () -> {
            Life life = consumer().until("2026-02-06");
            life.hear(disputedInPart());
            return life;
        });
        states.put("overdue, disputed in part, upheld", () -> {
            Life life = consumer().until("2026-01-26");
            life.hear(disputedInPart());
            life.until("2026-02-12").hear(new Signal.Resolved(true, "they are"));
            return life;
        });
        states.put("on hold, only the disputed part is left", () -> {
            Life life = consumer().until("2026-02-06");
            life.hear(disputedInPart());
            return life.pay("p", "750.00", "2026-02-09", "bank");
        });
        states.put("escalated, disputed in part before", () -> {
            Life life = consumer().until("2026-02-06");
            life.hear(disputedInPart());
            return life.until("2026-03-16");
        });
        states.put("on hold, bankrupt while disputed", () -> {
            Life life = consumer().until("2026-02-06");
            life.hear(new Signal.Disputed("goods", "broken"));
            life.hear(new Signal.Stopped(Hold.Kind.BANKRUPTCY, life.today, "in the gazette", null));
            return life;
        });
        states.put("on hold, taken over while planned", () -> {
            Life life = planned(consumer().until("2026-02-06"));
            life.hear(new Signal.TakenOver("bodil", life.today.plusDays(10), "an old customer"));
            return life;
        });
        states.put("on hold, wrong person", () -> {
            Life life = consumer().until("2026-02-06");
            life.hear(call(life, Call.Outcome.WRONG_PERSON));
            return life;
        });
        for (Call.Outcome outcome :
                List.of(Call.Outcome.PAYMENT_METHOD, Call.Outcome.MISSING_INFO, Call.Outcome.HARDSHIP)) {
            states.put("on hold, " + outcome.word(), () -> {
                Life life = consumer().until("2026-02-06");
                life.hear(call(life, outcome));
                return life;
            });
        }
        states.put("on hold, to be called back", () -> {
            Life life = consumer().until("2026-02-06");
            life.hear(calledBack(life, 3));
            return life;
        });
        states.put("on hold, called back late", () -> {
            Life life = consumer().until("2026-02-06");
            life.hear(calledBack(life, 1));
            return life.until("2026-02-08");
        });
        states.put("on hold, recalled by a person", () -> {
            Life life = escalated();
            life.hear(new Signal.Recalled("the debtor called"));
            return life;
        });
        states.put("escalated", TableTest::escalated);
        states.put("on hold, agency gave up", () -> {
            Life life = escalated();
            life.hear(new Signal.Closed(life.c.openHandover().caseId(), "fjord", life.today, "returned", null));
            return life;
        });
        states.put("settled, paid", () -> consumer().until("2026-02-06").pay("p", "1100.00", "2026-02-06", "bank"));
        states.put("settled, overpaid", () -> consumer().pay("p", "1100.00", "2026-01-10", "bank"));
        states.put("settled by the agency", () -> {
            Life life = escalated();
            return life.pay("p", life.balance(), "2026-03-16", "agency");
        });
        states.put("settled, recalled", () -> {
            Life life = escalated();
            return life.pay("p", life.balance(), "2026-03-16", "bank");
        });
        states.put("settled, credited", () -> {
            Life life = consumer().until("2026-02-06");
            life.hear(credited("1000.00"));
            return life;
        });
        states.put("held with the debtor", () -> {
            Life life = consumer().until("2026-02-06");
            life.hear(new Signal.DebtorHeld(
                    new Hold(
                            Hold.Kind.DEBTOR,
                            life.today,
                            life.today.plusDays(9),
                            Hold.Then.RESUME,
                            "debtor",
                            "moving",
                            null,
                            null),
                    "moving"));
            return life;
        });
        states.put("settled, cancelled", () -> {
            Life life = consumer().until("2026-02-06");
            life.hear(new Signal.Cancelled(new Account.Cancellation(life.today, "wrong")));
            return life;
        });
        states.put("settled, written off", () -> {
            Life life = escalated();
            life.hear(new Signal.WrittenOff("bankrupt"));
            return life;
        });
        states.put("on hold, factored", () -> assigned(consumer().until("2026-02-06"), Assignment.Kind.FACTORED));
        states.put("on hold, factored before it is due", () -> assigned(consumer(), Assignment.Kind.FACTORED));
        states.put(
                "on hold, factored with a letter on its way",
                () -> assigned(consumer().on("2026-01-23"), Assignment.Kind.FACTORED));
        states.put(
                "on hold, factored and taken from the agency", () -> assigned(escalated(), Assignment.Kind.FACTORED));
        states.put(
                "on hold, a plan of a factored claim",
                () -> assigned(planned(consumer().until("2026-02-06")), Assignment.Kind.FACTORED));
        states.put(
                "on hold, a proposal of a factored claim",
                () -> assigned(proposed(consumer().until("2026-02-06")), Assignment.Kind.FACTORED));
        states.put("overdue, back from the factor", () -> {
            Life life = assigned(consumer().until("2026-02-06"), Assignment.Kind.FACTORED);
            life.hear(returned(life));
            return life;
        });
        states.put("settled, sold", () -> assigned(consumer().until("2026-02-06"), Assignment.Kind.SOLD));
        states.put("settled, sold and paid here", () -> {
            Life life = assigned(escalated(), Assignment.Kind.SOLD);
            return life.pay("p", "300.00", life.today.toString(), "bank");
        });
        return states;
    }

    private static Life assigned(Life life, Assignment.Kind kind) {
        life.hear(assignment(life, kind, life.today));
        return life;
    }

    /** The next word about whose the claim is. */
    static Signal assignment(Life life, Assignment.Kind kind, LocalDate on) {
        Assignment known = life.c.account().assignment();
        int sequence = known == null ? 2 : known.sequence() + 1;
        return new Signal.Assigned(new Assignment(
                new UUID(9, sequence),
                kind,
                "nordfactor",
                "Nordfactor A/S",
                on,
                null,
                null,
                "mette",
                "frame agreement",
                sequence));
    }

    /** It came back, also when nothing had been heard of its going. */
    static Signal returned(Life life) {
        Assignment known = life.c.account().assignment();
        Assignment gone = known == null || !known.isWithFactor()
                ? ((Signal.Assigned) assignment(life, Assignment.Kind.FACTORED, life.today)).assignment()
                : known;
        return new Signal.Returned(new Assignment(
                gone.id(),
                gone.kind(),
                gone.assigneeId(),
                gone.assigneeName(),
                gone.on(),
                gone.price(),
                life.today,
                "mette",
                "recourse",
                gone.sequence() + 1));
    }

    private static Life planned(Life life) {
        life.hear(new Signal.PlannedEvenly(4, LocalDate.parse("2026-03-01"), "out of work", Fallback.NOTICE));
        return life;
    }

    private static Life proposed(Life life) {
        life.hear(new Signal.ProposedEvenly(4, life.today.plusDays(20), null, "out of work", Fallback.NOTICE));
        return life;
    }

    private static Signal accepted(LocalDate on) {
        return new Signal.PlanAccepted(new Acceptance(Acceptance.How.REPLY, on, "mail 4711"), "she wrote back");
    }

    private static Signal disputedInPart() {
        return new Signal.Disputed("goods", "one of four is broken", Money.of("250.00", "DKK"));
    }

    /** A friendly step that nordpartner takes is due and not done yet. */
    private static Life leftToPartner() {
        Policy own = Life.BOOK.find(null, "nordic-friendly", RuleBook.NEWEST).orElseThrow();
        List<Step> steps = new ArrayList<>(own.steps());
        steps.replaceAll(step -> step.name().equals("friendly") ? step.ownedBy("nordpartner") : step);
        Policy policy = new Policy("partner-reminds", 3, 0, Amounts.NONE, steps);
        return Life.of(
                        Life.invoice(
                                "DK", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "partner-reminds"),
                        policy)
                .on("2026-01-20")
                .on("2026-01-23");
    }

    private static Signal doneByPartner(Life life, LocalDate on) {
        return new Signal.StepDone("nordpartner", "partner-reminds/3", "friendly", on, "email", null, null);
    }

    static Signal evidence(String content, Evidence.Kind kind) {
        return new Signal.EvidenceGiven(
                new Evidence.File(
                        UUID.nameUUIDFromBytes((content + kind).getBytes()),
                        kind,
                        "note.pdf",
                        "application/pdf",
                        content.length(),
                        content.repeat(64)),
                "bodil",
                "the carrier has it");
    }

    private static Signal call(Life life, Call.Outcome outcome) {
        return new Signal.Called(new Call(outcome, life.today, "the book-keeper", "as they said"), null, null, null);
    }

    private static Signal calledBack(Life life, int days) {
        return new Signal.Called(
                new Call(Call.Outcome.CALL_BACK, life.today, "the book-keeper", "in a meeting"),
                life.today.plusDays(days),
                null,
                null);
    }

    private static Signal credited(String amount) {
        return new Signal.Credited(
                CREDIT, new Account.Credit("K-1", Money.of(amount, "DKK"), LocalDate.parse("2026-02-01"), "broken"));
    }

    private static UUID letter(Life life) {
        return life.letters().isEmpty()
                ? UUID.randomUUID()
                : life.letters().getLast().id();
    }

    private static UUID handover(Life life) {
        return life.c.handovers().isEmpty()
                ? UUID.randomUUID()
                : life.c.handovers().getLast().caseId();
    }

    static Map<String, Function<Life, Signal>> everySignal() {
        Map<String, Function<Life, Signal>> signals = new LinkedHashMap<>();
        signals.put(
                "issued",
                life -> new Signal.Issued(
                        "dk-nordlys",
                        Life.invoice(
                                "DK",
                                DebtorKind.CONSUMER,
                                "1000.00",
                                LocalDate.parse("2026-01-19"),
                                "nordic-friendly")));
        signals.put("credited in part", life -> credited("100.00"));
        signals.put("credited in full", life -> credited("1000.00"));
        signals.put("cancelled", life -> new Signal.Cancelled(new Account.Cancellation(life.today, "wrong")));
        signals.put("delivered", life -> DeliveriesTest.receipt("r-1"));
        signals.put(
                "issued, and delivered",
                life -> new Signal.Issued(
                        "dk-nordlys",
                        Life.invoice(
                                "DK", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "nordic-friendly"),
                        DeliveriesTest.receipt("r-1").delivery()));
        signals.put("factored", life -> assignment(life, Assignment.Kind.FACTORED, life.today));
        signals.put("sold", life -> assignment(life, Assignment.Kind.SOLD, life.today));
        signals.put("sold long ago", life -> assignment(life, Assignment.Kind.SOLD, LocalDate.parse("2026-01-08")));
        signals.put("returned", TableTest::returned);
        signals.put("paid to the factor", life -> life.paid("f", "200.00", life.today.toString(), "factor"));
        signals.put("paid a part", life -> life.paid("q", "200.00", life.today.toString(), "bank"));
        signals.put("paid all in time", life -> life.paid("q", "1000.00", "2026-01-19", "bank"));
        signals.put("paid too much", life -> life.paid("q", "5000.00", life.today.toString(), "erp"));
        signals.put("paid by the agency", life -> life.paid("q", "5000.00", life.today.toString(), "agency"));
        signals.put(
                "reversed",
                life -> new Signal.Reversed(
                        UUID.nameUUIDFromBytes("p".getBytes()),
                        new Account.Reversal(Money.of("300.00", "DKK"), life.today, "no funds")));
        signals.put(
                "reversed before it was paid",
                life -> new Signal.Reversed(
                        UUID.nameUUIDFromBytes("q".getBytes()),
                        new Account.Reversal(Money.of("300.00", "DKK"), life.today, "no funds")));
        signals.put(
                "sent",
                life -> new Signal.Sent(letter(life), new Letter.Sent("email", life.today, life.today.plusDays(20))));
        signals.put("arrived", life -> new Signal.Arrived(letter(life), "email"));
        signals.put(
                "undeliverable",
                life -> new Signal.Undeliverable(letter(life), "email", life.today, "no such mailbox"));
        signals.put("misdirected", life -> new Signal.Misdirected(letter(life)));
        signals.put("contact found", life -> new Signal.ContactFound(2, life.today, "mette", "called"));
        signals.put(
                "answered",
                life -> new Signal.Answered(
                        new Answer(Answer.Channel.EMAIL, life.today, "asks for a copy", "mail 4711")));
        signals.put("accepted", life -> new Signal.Accepted(handover(life), "fjord", life.today, "F-1"));
        signals.put("rejected", life -> new Signal.Rejected(handover(life), "fjord", life.today, "no address"));
        signals.put("progressed", life -> new Signal.Progressed(handover(life), "fjord", life.today, "letter", null));
        signals.put("closed, paid", life -> new Signal.Closed(handover(life), "fjord", life.today, "paid", null));
        signals.put(
                "closed, returned", life -> new Signal.Closed(handover(life), "fjord", life.today, "returned", "x"));
        signals.put("promised", life -> new Signal.Promised(life.today.plusDays(10), null, "called"));
        signals.put(
                "promised a part",
                life -> new Signal.Promised(life.today.plusDays(10), Money.of("50.00", "DKK"), "called"));
        signals.put("promised for yesterday", life -> new Signal.Promised(life.today.minusDays(1), null, "called"));
        signals.put("disputed", life -> new Signal.Disputed("amount", "agreed on less"));
        signals.put("disputed and given to somebody", life -> new Signal.Disputed("goods", "broken", null, "anna"));
        signals.put("given to somebody", life -> new Signal.OwnerNamed("bodil", "an old customer"));
        signals.put("given to nobody", life -> new Signal.OwnerNamed(null, "she has left"));
        signals.put("done by a partner", life -> doneByPartner(life, life.today));
        signals.put("done by a partner tomorrow", life -> doneByPartner(life, life.today.plusDays(1)));
        signals.put(
                "done by somebody else",
                life -> new Signal.StepDone(
                        "stranger", "partner-reminds/3", "friendly", life.today, "email", null, null));
        signals.put("shown by the debtor", life -> evidence("d", Evidence.Kind.STATEMENT));
        signals.put("delivery proved", life -> evidence("p", Evidence.Kind.PROOF_OF_DELIVERY));
        signals.put("dispute rejected", life -> new Signal.Resolved(false, "it is right"));
        signals.put("dispute upheld", life -> new Signal.Resolved(true, "it is wrong"));
        signals.put("promised without a day", life -> new Signal.Promised(null, null, "soon", Fallback.RESUME));
        signals.put(
                "promised, then the agency",
                life -> new Signal.Promised(life.today.plusDays(3), null, "called", Fallback.AGENCY_WHEN_LAWFUL));
        signals.put(
                "extended", life -> new Signal.Extended(life.today.plusDays(6), "wages", Fallback.NEXT_STEP, false));
        signals.put(
                "extended for long", life -> new Signal.Extended(life.today.plusDays(20), "ill", Fallback.PLAN, true));
        signals.put(
                "extended for longer than a clerk may",
                life -> new Signal.Extended(life.today.plusDays(20), "ill", Fallback.PLAN, false));
        signals.put(
                "planned evenly",
                life -> new Signal.PlannedEvenly(3, life.today.plusDays(9), "poor", Fallback.AGENCY_WHEN_LAWFUL));
        signals.put(
                "planned",
                life -> new Signal.Planned(
                        life.c.receivable() == null
                                ? List.of()
                                : Plan.schedule(life.c.uncontested(), 2, life.today.plusDays(4)),
                        "poor",
                        Fallback.RESUME));
        signals.put(
                "planned too little",
                life -> new Signal.Planned(
                        Plan.schedule(Money.of("20.00", "DKK"), 2, life.today), "poor", Fallback.RESUME));
        signals.put(
                "proposed evenly",
                life -> new Signal.ProposedEvenly(3, life.today.plusDays(9), null, "poor", Fallback.NOTICE));
        signals.put(
                "proposed",
                life -> new Signal.Proposed(
                        life.c.receivable() == null
                                ? List.of()
                                : Plan.schedule(life.c.uncontested(), 2, life.today.plusDays(4)),
                        life.today.plusDays(2),
                        "poor",
                        Fallback.RESUME));
        signals.put("accepted by the debtor", life -> accepted(life.today));
        signals.put("accepted by the debtor tomorrow", life -> accepted(life.today.plusDays(1)));
        signals.put("paid the first instalment", life -> life.paid("q", "275.00", life.today.toString(), "bank"));
        signals.put("disputed in part", life -> disputedInPart());
        signals.put("disputed as paid", life -> new Signal.Disputed("already-paid", "in March"));
        signals.put("not received", life -> new Signal.Disputed("not-received", "never came"));
        signals.put(
                "acknowledged in writing",
                life -> new Signal.Confirmed(
                        Limitation.Cause.WRITTEN_ACKNOWLEDGEMENT, life.today, "her letter names the amount"));
        signals.put(
                "judged", life -> new Signal.Confirmed(Limitation.Cause.JUDGMENT, life.today, "the court of Aarhus"));
        signals.put(
                "judged tomorrow",
                life -> new Signal.Confirmed(Limitation.Cause.JUDGMENT, life.today.plusDays(1), "to come"));
        signals.put("bankrupt", life -> new Signal.Stopped(Hold.Kind.BANKRUPTCY, life.today, "in the gazette", null));
        signals.put(
                "died",
                life -> new Signal.Stopped(Hold.Kind.DEATH, life.today, "his son wrote", life.today.plusDays(30)));
        signals.put("recalled", life -> new Signal.Recalled("the debtor called"));
        signals.put("to be handed over", life -> new Signal.ToBeHandedOver("a new owner of the house"));
        signals.put("taken over", life -> new Signal.TakenOver("bodil", life.today.plusDays(5), "an old customer"));
        signals.put("given back", life -> new Signal.GivenBack("done"));
        for (Call.Outcome outcome : Call.Outcome.values()) {
            signals.put("called: " + outcome.word(), life -> call(life, outcome));
        }
        signals.put(
                "called: promised",
                life -> new Signal.Called(
                        new Call(Call.Outcome.REACHED_PROMISED, life.today, null, "on Friday"),
                        life.today.plusDays(4),
                        null,
                        null));
        signals.put("called: call back tomorrow", life -> calledBack(life, 1));
        signals.put("held", life -> new Signal.Held(life.today.plusDays(5), "ill"));
        signals.put("released", life -> new Signal.Released("well again"));
        signals.put("approved", life -> new Signal.Approved("go ahead"));
        signals.put("another policy", life -> new Signal.PolicyChosen("strict", "a hard case"));
        signals.put(
                "the debtor held",
                life -> new Signal.DebtorHeld(
                        new Hold(
                                Hold.Kind.DEBTOR,
                                life.today,
                                life.today.plusDays(5),
                                Hold.Then.RESUME,
                                "debtor",
                                "ill",
                                null,
                                null),
                        "ill"));
        signals.put(
                "bankruptcy is filed",
                life -> new Signal.DebtorHeld(
                        Hold.ofFiling(
                                new CreditFact(
                                        CreditFact.Kind.BANKRUPTCY_FILED, null, life.today, "the registry", null),
                                life.today),
                        "the registry"));
        signals.put("the debtor released", life -> new Signal.DebtorReleased("well again"));
        signals.put("called off", life -> new Signal.CalledOff(letter(life), "another was paid"));
        signals.put("written off", life -> new Signal.WrittenOff("bankrupt"));
        signals.put("the same day", life -> new Signal.DayCame());
        return signals;
    }

    /** A row of the table: every signal, each heard by a case of its own in this state. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("everyStateName")
    void the_laws_hold_whatever_is_heard(String state) {
        Supplier<Life> made = everyState().get(state);
        everySignal().forEach((name, signal) -> {
            try {
                theLawsHold(made, signal);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(state + ", hears " + name + ": " + e.getMessage(), e);
            }
        });
    }

    private static void theLawsHold(Supplier<Life> made, Function<Life, Signal> signal) {
        Life life = made.get();
        Case before = life.c;
        int told = life.told.size();
        Signal heard = signal.apply(life);

        Decision decision = life.hear(heard);

        Invariants.hold(life);
        List<Effect> news = life.told.subList(told, life.told.size());
        assertThat(news.stream().filter(Effect.ShowClaim.class::isInstance).count())
                .as("the claim is told once")
                .isLessThanOrEqualTo(1);
        assertThat(news.stream()
                        .filter(effect -> (effect instanceof Effect.AskReminder asked
                                        && asked.letter().isStep())
                                || effect instanceof Effect.HandOver)
                        .count())
                .as("one step at a time, and only when a day came or a person hands over")
                .isLessThanOrEqualTo(heard instanceof Signal.DayCame || heard instanceof Signal.ToBeHandedOver ? 1 : 0);
        assertThat(news.stream().anyMatch(Effect.ShowClaim.class::isInstance))
                .as("the claim is told when it is another")
                .isEqualTo(claimIsAnother(before, life.c));
        if (decision instanceof Decision.Move) {
            assertThat(life.hear(heard))
                    .as("hearing the same twice has no second effect")
                    .isNotInstanceOf(Decision.Move.class);
        }
    }

    private static boolean claimIsAnother(Case before, Case after) {
        if (after.receivable() == null) {
            return false;
        }
        Money like = after.issued().total();
        return before.receivable() == null
                || !before.standing().word().equals(after.standing().word())
                || !Objects.equals(before.settled(), after.settled())
                || !Objects.equals(before.account().factor(), after.account().factor())
                || !before.account().lines().equals(after.account().lines())
                || !before.account().paid(like).equals(after.account().paid(like))
                || !before.account().credited(like).equals(after.account().credited(like));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyStateName")
    void whatever_the_state_a_sweep_comes_to_an_end(String state) {
        Life life = everyState().get(state).get();
        for (int day = 0; day < 120; day++) {
            life.today = life.today.plusDays(1 + day % 3);
            life.hear(new Signal.DayCame());
            Invariants.isNotDueAgain(life);
            Invariants.hold(life);
            life.sendWhatIsAsked();
        }
    }

    static Stream<String> everyStateName() {
        return everyState().keySet().stream();
    }

    @Test
    void every_kind_of_signal_and_standing_is_in_the_table() {
        List<Class<?>> signals = new ArrayList<>();
        List<Class<?>> standings = new ArrayList<>();
        everyState().values().forEach(made -> {
            Life life = made.get();
            standings.add(life.c.standing().getClass());
            everySignal()
                    .values()
                    .forEach(signal -> signals.add(signal.apply(life).getClass()));
        });

        assertThat(standings).contains(Standing.class.getPermittedSubclasses());
        assertThat(signals).contains(leaves(Signal.class).toArray(Class<?>[]::new));
    }

    private static List<Class<?>> leaves(Class<?> sealed) {
        List<Class<?>> leaves = new ArrayList<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                leaves.addAll(leaves(permitted));
            } else {
                leaves.add(permitted);
            }
        }
        return leaves;
    }
}
