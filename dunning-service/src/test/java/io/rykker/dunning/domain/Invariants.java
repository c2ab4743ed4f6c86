package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What is true of every case, whatever happened to it. */
final class Invariants {

    private Invariants() {}

    static void hold(Life life) {
        Case c = life.c;
        replays(life);
        if (c.receivable() == null) {
            assertThat(life.told).as("nothing is told of an unknown invoice").isEmpty();
            return;
        }
        Ahead ahead = Ahead.of(c, life.rules());
        Money total = c.issued().total();
        assertThat(c.balance())
                .as("the balance is the sum of the lines less what came in")
                .isEqualTo(c.account()
                        .claimed(total)
                        .minus(c.account().paid(total))
                        .minus(c.account().credited(total)));
        switch (c.standing()) {
            case Standing.Unknown _ -> {}
            case Standing.Settled(var how) -> {
                assertThat(ahead).as("a settled case waits for nothing").isNull();
                assertThat(c.pendingLetter()).as("nothing is on its way").isNull();
                assertThat(c.balance().isPositive())
                        .as("settled, %s, and owed", how)
                        .isFalse();
                Handover open = c.openHandover();
                if (open != null) {
                    assertThat(c.account().filledBy(total)).isEqualTo("agency");
                }
            }
            case Standing.OnHold(var hold) -> {
                Letter pending = c.pendingLetter();
                assertThat(pending == null || (!pending.isStep() && hold.isWritten()))
                        .as("nothing but a confirmation is on its way")
                        .isTrue();
                assertThat(c.openHandover()).as("no agency has it").isNull();
            }
            case Standing.Escalated _ ->
                assertThat(c.pendingLetter()).as("nothing is on its way").isNull();
            case Standing.NotDue _, Standing.Overdue _, Standing.NoticeRunning _ -> {
                assertThat(c.openHandover()).as("no agency has it").isNull();
                assertThat(c.uncontested().isPositive())
                        .as("something may be asked for")
                        .isTrue();
            }
        }
        for (Letter letter : c.letters()) {
            if (!letter.isStep()) {
                assertThat(letter.fee().isZero() && letter.compensation().isZero() && !letter.interest())
                        .as("a letter of no step charges nothing")
                        .isTrue();
            }
        }
        for (Effect effect : life.told) {
            if (effect instanceof Effect.AskReminder asked) {
                assertThat(asked.amountDue().isPositive())
                        .as("%s asks for nothing", asked)
                        .isTrue();
            }
        }
        Proof proof = c.dealings().dossier().proof();
        if (proof != null) {
            assertThat(Disputes.open(c)).as("who proves what nobody disputes?").isNotNull();
        }
        if (proof != null && proof.isAwaited() && c.settled() == null) {
            assertThat(ahead.on())
                    .as("the day after the proof is due")
                    .isBeforeOrEqualTo(proof.by().plusDays(1));
        }
        assertThat(c.dealings().dossier().evidence().stream()
                        .collect(Collectors.groupingBy(Evidence::disputedOn, Collectors.counting()))
                        .values())
                .allMatch(files -> files <= Evidence.MOST);
        Hold agreed = c.hold();
        if (agreed != null && agreed.plan() != null) {
            assertThat(agreed.fallback()).as("what follows is agreed on").isNotNull();
        }
        if (agreed != null && agreed.isProposal()) {
            assertThat(agreed.plan()).as("instalments are proposed").isNotNull();
            assertThat(agreed.plan().acceptance())
                    .as("what waits for acceptance has none")
                    .isNull();
        }
        assertThat(c.letters().stream()
                        .filter(letter -> letter.step().equals(Proposals.OFFER))
                        .count())
                .as("a policy offers a plan once")
                .isLessThanOrEqualTo(1);
        assertThat(Silence.toTell(c, life.rules())
                        .filter(silence -> ahead == null || silence.alertOn().isBefore(ahead.on())))
                .as("nobody is forgotten before the next date")
                .isEmpty();
        assertThat(Overrun.toTell(c, life.rules())
                        .filter(overrun -> ahead == null || overrun.alertOn().isBefore(ahead.on())))
                .as("what is late is told of on its day")
                .isEmpty();
        acceptedPlansAcknowledgeTheDebt(life.facts);
        everyCaseHasAnOwner(life);
        if (c.settled() == null) {
            assertThat(c.balance().isPositive()).as("open and not owed").isTrue();
            assertThat(ahead).as("an open case has a next date").isNotNull();
        }
        assertThat(c.letters().stream().filter(Letter::isPending).count()).isLessThanOrEqualTo(1);
        handoversAreLawful(life);
        formalLettersHaveTheEvidenceThatTheirPolicyWants(life);
        feesAreLawful(life, c);
        accountAddsUp(life, c);
    }

    /** And they do so from the day of the acceptance, which is none before the proposal. */
    private static void acceptedPlansAcknowledgeTheDebt(List<Fact> facts) {
        LocalDate proposedOn = null;
        for (int i = 0; i < facts.size(); i++) {
            if (facts.get(i) instanceof Fact.HeldBack(var hold) && hold.isProposal()) {
                proposedOn = hold.from();
            }
            if (facts.get(i) instanceof Fact.PlanAccepted(var acceptance)) {
                assertThat(facts.get(i + 1)).isEqualTo(new Fact.DebtAcknowledged(acceptance.on(), "instalment plan"));
                assertThat(acceptance.on()).isAfterOrEqualTo(proposedOn);
            }
        }
    }

    /** Who was named last, until that was taken back; otherwise whom the policy of the case names. */
    private static void everyCaseHasAnOwner(Life life) {
        String named = null;
        for (Fact fact : life.facts) {
            named = fact instanceof Fact.OwnerNamed(var owner, var _) ? owner : named;
        }
        Policy policy = Agreements.policyOrNull(life.c, life.rules());
        String ofPolicy = policy == null ? null : policy.terms().owner();
        assertThat(Owner.of(life.c, life.book))
                .as("who looks after it")
                .isNotBlank()
                .isEqualTo(named != null ? named : ofPolicy != null ? ofPolicy : "accounts receivable");
    }

    static void replays(Life life) {
        assertThat(Case.of(Life.INVOICE).withAll(life.facts))
                .as("replaying the journal gives the case")
                .isEqualTo(life.c);
    }

    /** No path leads to an agency that collects but through a notice that ran out, and none that reminds after us. */
    private static void handoversAreLawful(Life life) {
        if (life.c.handovers().isEmpty()) {
            return;
        }
        Case before = Case.of(Life.INVOICE);
        for (Fact fact : life.facts) {
            if (fact instanceof Fact.HandedOver(var handover, var _)) {
                Letter notice = before.standingNotice();
                switch (handover.mandate()) {
                    case COLLECTION ->
                        assertThat(notice != null
                                        && handover.on().isAfter(notice.sent().deadline()))
                                .as("handed over for collection after the notice's deadline")
                                .isTrue();
                    case REMINDERS -> {
                        assertThat(notice).as("the agency gives the notice").isNull();
                        assertThat(before.lettersThatStand(StepKind.FORMAL))
                                .as("reminders of our own")
                                .isZero();
                        assertThat(handover.interest()).as("claimed with it").isFalse();
                        assertThat(handover.on()).isAfter(Ahead.due(before, life.book));
                    }
                }
            }
            before = before.with(fact);
        }
    }

    /** No formal letter of a policy that wants evidence without it, unless a person let it come. */
    private static void formalLettersHaveTheEvidenceThatTheirPolicyWants(Life life) {
        boolean isWanted = Agreements.policyOrNull(life.c, life.rules()) instanceof Policy policy
                && policy.terms().formalNeedsDeliveryEvidence();
        if (!isWanted) {
            return;
        }
        Case before = Case.of(Life.INVOICE);
        for (Fact fact : life.facts) {
            boolean isWalked = before.receivable() != null
                    && before.issued().policyName().equals(life.c.issued().policyName());
            if (isWalked && fact instanceof Fact.ReminderAsked(var letter) && letter.isStep() && isFormal(letter)) {
                assertThat(Deliveries.isKnown(before)
                                || before.dealings().dossier().waived())
                        .as("%s without evidence of delivery", letter.step())
                        .isTrue();
            }
            before = before.with(fact);
        }
    }

    private static boolean isFormal(Letter letter) {
        return !letter.kind().isContact();
    }

    /** After a day was heard, its case is not due on that day any more, unless the bank is still to be known. */
    static void isNotDueAgain(Life life) {
        Ahead ahead = Ahead.of(life.c, life.rules());
        if (ahead != null && life.rules().bankKnown(ahead.bankThrough())) {
            assertThat(ahead.on())
                    .as(
                            "a sweep must come to an end: %s after %s",
                            life.c.standing(),
                            life.facts.subList(Math.max(0, life.facts.size() - 6), life.facts.size()))
                    .isAfter(life.today);
        }
    }

    /**
     * What the law of a country allows, spelled out here once more.
     *
     * @param fees letters with a fee, and what each may cost
     * @param noticeFee what the collection notice may cost in a count of its own, or null
     * @param holdsFees fees and the flat sum together are no more than the flat sum
     */
    private record Most(
            int fees,
            String fee,
            int firstDay,
            int spacing,
            boolean afterDeadline,
            String noticeFee,
            int noticeDays,
            String flatSum,
            boolean holdsFees) {

        static Most of(Receivable issued) {
            boolean business = issued.debtorKind() == DebtorKind.BUSINESS;
            return switch (issued.debtorCountry()) {
                case "DK" -> new Most(3, "100.00", 1, 10, false, null, 10, business ? "310.00" : "0.00", false);
                case "NO" -> new Most(2, "38.00", 14, 1, true, null, 14, business ? "460.00" : "0.00", true);
                case "SE" ->
                    new Most(
                            issued.feesAgreed() ? 1 : 0,
                            "60.00",
                            1,
                            1,
                            false,
                            "180.00",
                            8,
                            business ? "450.00" : "0.00",
                            true);
                case "FI" ->
                    business
                            ? new Most(2, "12.00", 1, 10, false, "12.00", 10, "40.00", true)
                            : new Most(2, "5.00", 14, 14, false, "5.00", 14, "0.00", true);
                case "DE" -> new Most(0, "0.00", 1, 1, false, null, 7, business ? "40.00" : "0.00", true);
                default -> new Most(0, "0.00", 1, 1, false, null, 10_000, business ? "40.00" : "0.00", true);
            };
        }
    }

    private static void feesAreLawful(Life life, Case c) {
        Receivable issued = c.issued();
        LocalDate due = Ahead.due(c, life.book);
        Most most = Most.of(issued);
        List<Letter> charged = new ArrayList<>(c.letters().stream()
                .filter(letter -> fee(c, letter).isPositive())
                .sorted(Comparator.comparing(letter -> letter.sent().on()))
                .toList());
        long notices =
                charged.stream().filter(letter -> hasOwnFee(letter, most)).count();
        assertThat(notices).as("notices with a fee").isLessThanOrEqualTo(1);
        assertThat(charged.size() - notices).as("fees").isLessThanOrEqualTo(most.fees());
        LocalDate before = null;
        LocalDate deadline = null;
        for (Letter letter : charged) {
            LocalDate on = letter.sent().on();
            assertThat(fee(c, letter).amount())
                    .isLessThanOrEqualTo(new BigDecimal(hasOwnFee(letter, most) ? most.noticeFee() : most.fee()));
            assertThat(on).isAfterOrEqualTo(due.plusDays(most.firstDay()));
            if (before != null) {
                assertThat(ChronoUnit.DAYS.between(before, on)).isGreaterThanOrEqualTo(most.spacing());
            }
            if (deadline != null && most.afterDeadline()) {
                assertThat(on).isAfter(deadline);
            }
            before = on;
            deadline = letter.sent().deadline();
        }
        Money flat = c.account().claimed(ClaimLine.Kind.COMPENSATION, issued.total());
        assertThat(flat.amount()).as("the flat sum").isLessThanOrEqualTo(new BigDecimal(most.flatSum()));
        if (most.holdsFees() && flat.isPositive()) {
            assertThat(flat.plus(c.account().claimed(ClaimLine.Kind.FEE, issued.total()))
                            .amount())
                    .as("the flat sum and the fees that it holds")
                    .isLessThanOrEqualTo(new BigDecimal(most.flatSum()));
        }
        for (Handover handover : c.handovers()) {
            Letter notice = c.standingNotice();
            // an agency that is to remind gives the notice itself, whatever is told late of one that was called off
            boolean needsNotice = handover.mandate() == Mandate.COLLECTION;
            if (needsNotice && notice != null && handover.isOpen() && c.settled() == null) {
                assertThat(handover.on()).isAfter(notice.sent().on().plusDays(most.noticeDays()));
            }
        }
    }

    private static boolean hasOwnFee(Letter letter, Most most) {
        return most.noticeFee() != null && letter.kind() == StepKind.COLLECTION_NOTICE;
    }

    private static Money fee(Case c, Letter letter) {
        return c.account()
                .claimed(ClaimLine.Kind.FEE, letter.id().toString(), c.issued().total());
    }

    private static void accountAddsUp(Life life, Case c) {
        RunningAccount account = RunningAccount.of(c, life.book);
        assertThat(account.balance()).as("the account ends with the balance").isEqualTo(c.balance());
        Money sum = Money.zero(c.balance().currency());
        LocalDate before = LocalDate.MIN;
        for (RunningAccount.Line line : account.lines()) {
            sum = sum.plus(line.debit()).minus(line.credit());
            assertThat(line.balance()).as("after %s", line.text()).isEqualTo(sum);
            assertThat(line.on()).isAfterOrEqualTo(before);
            Money over = Money.zero(sum.currency());
            for (Money part : line.over().values()) {
                over = over.plus(part);
            }
            assertThat(line.credit().minus(over).isNegative())
                    .as("no payment counts for more than it is")
                    .isFalse();
            before = line.on();
        }
    }
}
