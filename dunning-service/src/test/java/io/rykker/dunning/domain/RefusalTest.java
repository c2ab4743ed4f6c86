package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people may not decide, with the words they are told; due on Monday 19 January 2026, decided on 26 January. */
class RefusalTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-01-26");
    private static final LocalDate YESTERDAY = TODAY.minusDays(1);

    private static Life overdue() {
        return Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-01-26");
    }

    private static Life disputed() {
        Life life = overdue();
        life.hear(new Signal.Disputed("goods", "broken"));
        return life;
    }

    private static Life planned() {
        Life life = overdue();
        life.hear(new Signal.PlannedEvenly(2, LocalDate.parse("2026-02-10"), "poor", Fallback.NOTICE));
        return life;
    }

    private static String refusal(Life life, Signal signal) {
        Case before = life.c;
        life.refused.clear();
        life.hear(signal);
        assertThat(life.c).as("what is refused changes nothing").isEqualTo(before);
        assertThat(life.refused).hasSize(1);
        return life.refused.getFirst();
    }

    private static boolean isKnown(Life life, Signal signal) {
        return life.hear(signal) instanceof Decision.Stay;
    }

    private static Signal promise(String until) {
        return new Signal.Promised(LocalDate.parse(until), null, "called");
    }

    private static Signal promise(String amount, String currency) {
        return new Signal.Promised(LocalDate.parse("2026-02-10"), Money.of(amount, currency), "called");
    }

    private static Signal call(Life life, Call.Outcome outcome) {
        return new Signal.Called(new Call(outcome, life.today, null, "as they said"), null, null, null);
    }

    private static Signal stop(String on, String review) {
        return new Signal.Stopped(
                Hold.Kind.DEATH, LocalDate.parse(on), "his son wrote", review == null ? null : LocalDate.parse(review));
    }

    @Test
    void nothing_is_agreed_on_for_a_day_that_is_over_and_today_is_not_over() {
        assertThat(refusal(overdue(), promise("2026-01-25")))
                .isEqualTo("the promise ends on 2026-01-25, which is over");
        assertThat(refusal(overdue(), new Signal.Extended(YESTERDAY, "wages", Fallback.RESUME, true)))
                .isEqualTo("the extension ends on 2026-01-25, which is over");
        assertThat(refusal(overdue(), new Signal.Held(YESTERDAY, "ill")))
                .isEqualTo("the hold ends on 2026-01-25, which is over");
        assertThat(refusal(overdue(), new Signal.TakenOver("bodil", YESTERDAY, "mine")))
                .isEqualTo("it would come back on 2026-01-25, which is over");
        assertThat(refusal(overdue(), stop("2026-01-20", "2026-01-25")))
                .isEqualTo("it is to be looked at again on 2026-01-25, which is over");
        for (Signal today : List.of(
                promise("2026-01-26"),
                new Signal.Extended(TODAY, "wages", Fallback.RESUME, false),
                new Signal.Held(TODAY, "ill"),
                new Signal.TakenOver("bodil", TODAY, "mine"),
                stop("2026-01-26", "2026-01-26"))) {
            assertThat(overdue().hear(today)).as("%s", today).isInstanceOf(Decision.Move.class);
        }
    }

    @Test
    void what_has_not_happened_yet_is_not_put_on_record() {
        assertThat(refusal(overdue(), stop("2026-01-27", null))).isEqualTo("the death of 2026-01-27 is still to come");
        assertThat(refusal(
                        overdue(),
                        new Signal.Called(
                                new Call(Call.Outcome.NO_ANSWER, TODAY.plusDays(1), null, ""), null, null, null)))
                .isEqualTo("the call of 2026-01-27 is still to come");
    }

    @Test
    void a_promise_is_of_what_is_owed_at_the_most_and_in_its_currency() {
        String wrong = "the promise must be of a part of 1000.00 DKK";

        assertThat(refusal(overdue(), promise("1000.01", "DKK"))).isEqualTo(wrong);
        assertThat(refusal(overdue(), promise("0.00", "DKK"))).isEqualTo(wrong);
        assertThat(refusal(overdue(), promise("10.00", "EUR"))).isEqualTo(wrong);
        assertThat(overdue().hear(promise("1000.00", "DKK"))).isInstanceOf(Decision.Move.class);
    }

    @Test
    void while_a_dispute_is_open_nothing_else_is_agreed_on() {
        String answer = "a dispute is open: answer it first";
        Life inPart = overdue();
        inPart.hear(new Signal.Disputed("goods", "two are broken", Money.of("500.00", "DKK")));
        inPart.pay("p", "500.00", "2026-01-26", "bank");

        assertThat(refusal(disputed(), promise("2026-02-10"))).isEqualTo(answer);
        assertThat(refusal(disputed(), new Signal.Promised(null, null, "soon", Fallback.RESUME)))
                .isEqualTo(answer);
        assertThat(refusal(disputed(), new Signal.Extended(TODAY, "wages", Fallback.RESUME, true)))
                .isEqualTo(answer);
        assertThat(refusal(disputed(), new Signal.PlannedEvenly(2, TODAY, "poor", Fallback.RESUME)))
                .isEqualTo(answer);
        assertThat(refusal(inPart, promise("2026-02-10")))
                .as("all that is left")
                .isEqualTo(answer);
        assertThat(refusal(disputed(), new Signal.Held(TODAY, "ill")))
                .isEqualTo("a dispute is open and holds the case already");
        assertThat(refusal(disputed(), new Signal.Released("well"))).isEqualTo("a dispute is ended by its resolution");
        assertThat(refusal(inPart, call(inPart, Call.Outcome.REFUSES)))
                .isEqualTo("a dispute holds the case: answer it first");
        assertThat(refusal(disputed(), new Signal.Disputed("amount", "too much")))
                .isEqualTo("a dispute is open already: goods");
        assertThat(isKnown(disputed(), new Signal.Disputed("goods", "still"))).isTrue();
    }

    @Test
    void while_a_plan_runs_nothing_less_is_agreed_on() {
        assertThat(refusal(planned(), promise("2026-02-01")))
                .isEqualTo("a plan is agreed on until 2026-03-10: release it, or agree on another plan");
        assertThat(refusal(planned(), new Signal.Promised(null, null, "soon", Fallback.RESUME)))
                .startsWith("a plan is agreed on until 2026-03-10");
        assertThat(isKnown(
                        planned(), new Signal.PlannedEvenly(2, LocalDate.parse("2026-02-10"), "poor", Fallback.NOTICE)))
                .isTrue();
        assertThat(planned().hear(new Signal.PlannedEvenly(3, LocalDate.parse("2026-02-10"), "poor", Fallback.NOTICE)))
                .isInstanceOf(Decision.Move.class);
    }

    @Test
    void a_plan_has_two_to_sixty_instalments_that_come_one_after_the_other_and_add_up() {
        String count = "a plan has 2 to 60 instalments; a single payment is a promise";
        LocalDate first = LocalDate.parse("2026-02-10");

        assertThat(refusal(overdue(), new Signal.PlannedEvenly(1, first, "poor", Fallback.RESUME)))
                .isEqualTo(count);
        assertThat(refusal(overdue(), new Signal.PlannedEvenly(61, first, "poor", Fallback.RESUME)))
                .isEqualTo(count);
        assertThat(overdue().hear(new Signal.PlannedEvenly(60, first, "poor", Fallback.RESUME)))
                .isInstanceOf(Decision.Move.class);
        assertThat(refusal(overdue(), new Signal.PlannedEvenly(2, first, "poor", Fallback.PLAN)))
                .isEqualTo("a plan cannot be what follows a broken plan");
        assertThat(refusal(overdue(), new Signal.PlannedEvenly(2, YESTERDAY, "poor", Fallback.RESUME)))
                .isEqualTo("the instalment of 2026-01-25 is in the past or not after the one before it");
        assertThat(overdue().hear(new Signal.PlannedEvenly(2, TODAY, "poor", Fallback.RESUME)))
                .isInstanceOf(Decision.Move.class);
        assertThat(planOf("400.00 DKK 2026-02-10", "600.00 DKK 2026-02-10"))
                .isEqualTo("the instalment of 2026-02-10 is in the past or not after the one before it");
        assertThat(planOf("400.00 EUR 2026-02-10", "600.00 DKK 2026-03-10"))
                .isEqualTo("the instalments must be in DKK, as the claim is");
        assertThat(planOf("1000.00 DKK 2026-02-10", "0.00 DKK 2026-03-10"))
                .isEqualTo("an instalment of 0.00 DKK is none");
        assertThat(planOf("1000.00 DKK 2026-02-10", "0.01 DKK 2026-03-10"))
                .isEqualTo("the instalments add up to 1000.01 DKK, owed is 1000.00 DKK");
        assertThat(planOf("1000.00 DKK 2026-02-10")).isEqualTo(count);
    }

    private static String planOf(String... instalments) {
        List<Plan.Instalment> plan = java.util.Arrays.stream(instalments)
                .map(one -> one.split(" "))
                .map(one -> new Plan.Instalment(LocalDate.parse(one[2]), Money.of(one[0], one[1])))
                .toList();
        return refusal(overdue(), new Signal.Planned(plan, "poor", Fallback.RESUME));
    }

    @Test
    void what_holds_a_case_ends_in_its_own_way_and_what_does_not_hold_it_cannot_end() {
        Life taken = overdue();
        taken.hear(new Signal.TakenOver("bodil", TODAY.plusDays(5), "mine"));
        Life stopped = overdue();
        stopped.hear(stop("2026-01-20", null));

        assertThat(refusal(taken, new Signal.Released("well")))
                .isEqualTo("bodil has taken the case over: it is to be given back, not released");
        assertThat(refusal(overdue(), new Signal.Released("well"))).isEqualTo("the case is not on hold");
        assertThat(refusal(overdue(), new Signal.GivenBack("done"))).isEqualTo("nobody has taken the case over");
        assertThat(refusal(disputed(), new Signal.GivenBack("done"))).isEqualTo("nobody has taken the case over");
        assertThat(refusal(overdue(), new Signal.Resolved(true, "it is"))).isEqualTo("no dispute is open");
        assertThat(refusal(overdue(), new Signal.Recalled("the debtor called")))
                .isEqualTo("the case is not with an agency");
        assertThat(refusal(overdue(), new Signal.Approved("go"))).isEqualTo("no step of this case waits for approval");
        assertThat(refusal(disputed(), new Signal.Approved("go")))
                .isEqualTo("the case is held until 2026-02-09: release it first");
        assertThat(refusal(stopped, promise("2026-02-10")))
                .isEqualTo(
                        "the case is stopped (death on 2026-01-20): release it before anything else, or write it off");
        assertThat(refusal(new Life(), promise("2026-02-10"))).isEqualTo("the invoice is not known yet");
        assertThat(refusal(overdue().pay("p", "1000.00", "2026-01-26", "bank"), promise("2026-02-10")))
                .isEqualTo("the claim is settled: paid");
    }

    @Test
    void the_agency_makes_its_own_agreements() {
        String agencys = "the case is with the agency, which makes its own agreements: recall it first";
        Life life = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19").until("2026-03-16");
        LocalDate later = life.today.plusDays(3);

        assertThat(refusal(life, new Signal.Promised(later, null, "called"))).isEqualTo(agencys);
        assertThat(refusal(life, new Signal.Extended(later, "wages", Fallback.RESUME, true)))
                .isEqualTo(agencys);
        assertThat(refusal(life, new Signal.PlannedEvenly(2, later, "poor", Fallback.RESUME)))
                .isEqualTo(agencys);
        assertThat(refusal(life, call(life, Call.Outcome.REFUSES))).isEqualTo(agencys);
        assertThat(refusal(life, call(life, Call.Outcome.WRONG_PERSON))).isEqualTo(agencys);
        assertThat(refusal(life, new Signal.TakenOver("bodil", later, "mine")))
                .isEqualTo("the case is with the agency: recall it before taking it over");
    }

    @Test
    void nobody_is_named_for_what_is_not_known_or_settled() {
        Life paid = overdue().pay("p", "1000.00", "2026-01-26", "bank");

        assertThat(refusal(new Life(), new Signal.OwnerNamed("bodil", "mine")))
                .isEqualTo("the invoice is not known yet");
        assertThat(refusal(paid, new Signal.OwnerNamed("bodil", "mine"))).isEqualTo("the claim is settled: paid");
    }

    @Test
    void the_same_word_twice_is_heard_once_and_another_word_again() {
        Life held = overdue();
        held.hear(new Signal.Held(TODAY.plusDays(5), "ill"));
        Life taken = overdue();
        taken.hear(new Signal.TakenOver("bodil", TODAY.plusDays(5), "mine"));
        Life stopped = overdue();
        stopped.hear(stop("2026-01-20", null));

        assertThat(isKnown(held, new Signal.Held(TODAY.plusDays(5), "still ill")))
                .isTrue();
        assertThat(isKnown(held, new Signal.Held(TODAY.plusDays(6), "still ill")))
                .isFalse();
        assertThat(isKnown(taken, new Signal.TakenOver("bodil", TODAY.plusDays(5), "mine")))
                .isTrue();
        assertThat(isKnown(taken, new Signal.TakenOver("bodil", TODAY.plusDays(6), "mine")))
                .isFalse();
        assertThat(isKnown(taken, new Signal.TakenOver("karl", TODAY.plusDays(6), "mine")))
                .isFalse();
        assertThat(isKnown(stopped, stop("2026-01-20", "2026-02-09"))).isTrue();
        assertThat(isKnown(stopped, stop("2026-01-20", "2026-02-10"))).isFalse();
        assertThat(stopped.c.hold().until()).isEqualTo("2026-02-10");
    }

    @Test
    void a_wrong_person_is_looked_into_unless_something_stronger_holds_the_case() {
        Life free = overdue();
        Life vague = overdue();
        vague.hear(new Signal.Promised(null, null, "soon", Fallback.RESUME));
        Life lost = overdue();
        lost.hear(new Signal.Undeliverable(lost.letters().getLast().id(), "email", lost.today, "bounced"));
        Life promised = overdue();
        promised.hear(promise("2026-02-10"));

        for (Life life : List.of(free, vague, lost)) {
            life.hear(call(life, Call.Outcome.WRONG_PERSON));
            assertThat(life.c.hold().kind()).isEqualTo(Hold.Kind.CONTACT);
            assertThat(life.c.hold().until()).isEqualTo("2026-02-09");
        }
        promised.hear(call(promised, Call.Outcome.WRONG_PERSON));
        assertThat(promised.c.hold().kind()).isEqualTo(Hold.Kind.PROMISE);
        assertThat(promised.c.dealings().calls()).hasSize(1);
    }

    @Test
    void who_refuses_ends_what_was_promised_and_nothing_else_that_holds_the_case() {
        Life promised = overdue();
        promised.hear(promise("2026-02-10"));
        promised.hear(call(promised, Call.Outcome.REFUSES));
        Life held = overdue();
        held.hear(new Signal.Held(TODAY.plusDays(5), "ill"));

        assertThat(promised.c.hold()).isNull();
        assertThat(promised.c.dealings().promisesBroken()).isEqualTo(1);
        assertThat(promised.c.dealings().detour()).isEqualTo(Detour.FORMAL_STEP);
        assertThat(promised.c.pendingLetter())
                .as("its confirmation is called off")
                .isNull();
        assertThat(refusal(held, call(held, Call.Outcome.REFUSES)))
                .isEqualTo("the case is held (manual): end that first, then dunning goes on");
    }

    @Test
    void a_call_has_the_consequence_of_what_was_said() {
        Life promised = overdue();
        promised.hear(new Signal.Called(
                new Call(Call.Outcome.REACHED_PROMISED, TODAY, null, "on Friday"),
                LocalDate.parse("2026-01-30"),
                Money.of("300.00", "DKK"),
                null));
        Life goods = overdue();
        goods.hear(new Signal.Called(
                new Call(Call.Outcome.DISPUTES, TODAY, null, "broken"), null, Money.of("200.00", "DKK"), "goods"));
        Life other = overdue();
        other.hear(call(other, Call.Outcome.DISPUTES));
        Life never = overdue();
        never.hear(call(never, Call.Outcome.NOT_RECEIVED));

        assertThat(promised.c.hold().amount()).hasToString("300.00 DKK");
        assertThat(refusal(overdue(), call(overdue(), Call.Outcome.REACHED_PROMISED)))
                .isEqualTo("until when was it promised? Without a day it is a vague promise");
        assertThat(goods.c.dealings().contest().reason()).isEqualTo("goods");
        assertThat(goods.c.disputed()).hasToString("200.00 DKK");
        assertThat(other.c.hold().reason()).isEqualTo("other");
        assertThat(never.c.hold().reason()).isEqualTo("not-received");
        assertThat(isKnown(never, call(never, Call.Outcome.NOT_RECEIVED))).isTrue();
    }

    @Test
    void what_is_disputed_is_a_part_of_the_invoice_or_all_of_it() {
        String part = "the disputed amount must be a part of the invoice, in its currency";
        Life whole = overdue();
        whole.hear(new Signal.Disputed("goods", "all", Money.of("1000.00", "DKK")));
        Life inPart = overdue();
        inPart.hear(new Signal.Disputed("goods", "nearly all", Money.of("999.99", "DKK")));

        assertThat(refusal(overdue(), new Signal.Disputed("goods", "x", Money.of("0.00", "DKK"))))
                .isEqualTo(part);
        assertThat(refusal(overdue(), new Signal.Disputed("goods", "x", Money.of("5.00", "EUR"))))
                .isEqualTo(part);
        assertThat(whole.state()).isEqualTo("on-hold");
        assertThat(whole.c.dealings().contest()).isNull();
        assertThat(inPart.state()).isEqualTo("overdue");
        assertThat(refusal(inPart, new Signal.Disputed("amount", "y", Money.of("5.00", "DKK"))))
                .isEqualTo("a dispute of 999.99 DKK is open already: goods");
        assertThat(refusal(inPart, new Signal.Disputed("goods", "y", Money.of("5.00", "DKK"))))
                .isEqualTo("a dispute of 999.99 DKK is open already: goods");
        assertThat(isKnown(inPart, new Signal.Disputed("goods", "again", Money.of("999.99", "DKK"))))
                .isTrue();
        inPart.hear(new Signal.Disputed("amount", "all of it"));
        assertThat(inPart.c.dealings().contest()).isNull();
        assertThat(inPart.c.hold().reason()).isEqualTo("amount");
    }

    @Test
    void money_in_another_currency_or_none_is_refused() {
        Life life = overdue();

        assertThat(refusal(
                        life,
                        new Signal.Paid(
                                Life.INVOICE, new Account.Payment(Money.of("5.00", "EUR"), life.today, "bank"))))
                .isEqualTo("the payment is in EUR, the invoice in DKK");
        assertThat(refusal(life, life.paid("p", "0.00", "2026-01-26", "bank")))
                .isEqualTo("a payment of 0.00 DKK is none");
        assertThat(refusal(
                        life,
                        new Signal.Credited(
                                Life.INVOICE,
                                new Account.Credit("K-7", Money.of("5.00", "EUR"), life.today, "broken"))))
                .isEqualTo("credit note K-7 is in EUR, the invoice in DKK");
    }
}
