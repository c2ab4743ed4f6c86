package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What sources outside say of a debtor: what counts of it, and what follows. */
class CreditTest {

    private static final LocalDate DAY = LocalDate.parse("2026-01-26");
    private static final CreditFact FILED = fact(CreditFact.Kind.BANKRUPTCY_FILED, null, "2026-01-23");

    private static CreditFact fact(CreditFact.Kind kind, @Nullable Integer value, String asOf) {
        return new CreditFact(kind, value, LocalDate.parse(asOf), "proff", null);
    }

    private static Signal filed() {
        Hold review = Hold.ofFiling(FILED, DAY);
        return new Signal.DebtorHeld(review, review.why());
    }

    private static Life overdue() {
        return Life.danish(DebtorKind.BUSINESS, "1000.00", "2026-01-19").until(DAY.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "SCORE, 2026-01-22, false",
        "SCORE, 2026-01-23, true",
        "SCORE, 2026-01-24, true",
        "PAYMENT_REMARKS, 2026-01-22, false",
        "PAYMENT_REMARKS, 2026-01-23, true",
        "PAYMENT_REMARKS, 2026-01-24, true",
        "BANKRUPTCY_FILED, 2026-01-22, false",
        "BANKRUPTCY_FILED, 2026-01-23, false",
        "BANKRUPTCY_FILED, 2026-01-24, true"
    })
    void the_newest_day_of_a_kind_counts_whenever_it_is_told(CreditFact.Kind kind, String asOf, boolean isNews) {
        CreditFact first = fact(kind, kind.hasValue() ? 40 : null, "2026-01-23");
        CreditFact next = fact(kind, kind.hasValue() ? 20 : null, asOf);
        Credit credit = Credit.NONE.with(first);

        assertThat(Credit.NONE.isNews(first)).isTrue();
        assertThat(credit.isNews(next)).isEqualTo(isNews);
        assertThat(credit.with(next).facts()).containsExactly(isNews ? next : first);
    }

    @Test
    void each_kind_is_known_for_itself_and_in_their_order() {
        CreditFact score = fact(CreditFact.Kind.SCORE, 40, "2026-01-23");
        CreditFact remarks = fact(CreditFact.Kind.PAYMENT_REMARKS, 0, "2026-01-20");

        Credit credit = Credit.NONE.with(FILED).with(remarks).with(score);

        assertThat(credit).isEqualTo(new Credit(score, remarks, FILED));
        assertThat(credit.facts()).containsExactly(score, remarks, FILED);
        assertThat(Credit.NONE.facts()).isEmpty();
    }

    @Test
    void a_fact_has_a_value_where_its_kind_has_one() {
        assertThatThrownBy(() -> fact(CreditFact.Kind.SCORE, null, "2026-01-23"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fact(CreditFact.Kind.BANKRUPTCY_FILED, 1, "2026-01-23"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_same_is_said_again_when_kind_value_day_and_source_are_the_same() {
        CreditFact score = fact(CreditFact.Kind.SCORE, 40, "2026-01-23");

        assertThat(score.saysTheSameAs(new CreditFact(CreditFact.Kind.SCORE, 40, score.asOf(), "proff", "7")))
                .isTrue();
        assertThat(score.saysTheSameAs(fact(CreditFact.Kind.SCORE, 41, "2026-01-23")))
                .isFalse();
        assertThat(score.saysTheSameAs(fact(CreditFact.Kind.PAYMENT_REMARKS, 40, "2026-01-23")))
                .isFalse();
        assertThat(score.saysTheSameAs(fact(CreditFact.Kind.SCORE, 40, "2026-01-24")))
                .isFalse();
        assertThat(score.saysTheSameAs(new CreditFact(CreditFact.Kind.SCORE, 40, score.asOf(), "other", null)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // score, remarks of the debtor; what the rule asks; whether it holds
                "-, -, -, -, -, -, true",
                "-, -, 40, -, -, -, false",
                "-, -, -, 100, -, -, false",
                "40, -, 40, 40, -, -, true",
                "40, -, 41, -, -, -, false",
                "40, -, -, 39, -, -, false",
                "40, -, -, -, 0, -, false",
                "-, 0, -, -, -, 0, true",
                "-, 0, -, -, 1, -, false",
                "-, 3, -, -, 1, 3, true",
                "-, 3, -, -, -, 2, false",
                "40, 3, 30, 50, 3, -, true",
                "40, 3, 50, -, 3, -, false",
            })
    void a_rule_asks_for_the_newest_score_and_remarks_and_what_nobody_told_of_is_neither(
            @Nullable Integer score,
            @Nullable Integer remarks,
            @Nullable Integer minScore,
            @Nullable Integer maxScore,
            @Nullable Integer minRemarks,
            @Nullable Integer maxRemarks,
            boolean holds) {
        Credit credit = Credit.NONE;
        if (score != null) {
            credit = credit.with(fact(CreditFact.Kind.SCORE, score, "2026-01-23"));
        }
        if (remarks != null) {
            credit = credit.with(fact(CreditFact.Kind.PAYMENT_REMARKS, remarks, "2026-01-23"));
        }

        assertThat(new Segment.Rating(minScore, maxScore, minRemarks, maxRemarks).holds(credit))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"39, strict", "40, strict", "41, nordic-friendly"})
    void the_policy_of_an_invoice_is_chosen_by_the_score_of_its_debtor(int score, String policy) {
        var risky = new Segment(
                "risky", null, When.ALWAYS, Segment.Past.ANY, new Segment.Rating(null, 40, null, null), "strict");
        RuleBook book = Life.BOOK.with(List.of(), Map.of("dk-nordlys", List.of(risky)));
        Credit credit = Credit.NONE.with(fact(CreditFact.Kind.SCORE, score, "2025-12-01"));
        Rules rules = book.on(DAY, null).about(Debtor.of(new Profile(null, credit, null), List.of(), DAY));

        Decision decision = Dunning.decide(
                Case.of(Life.INVOICE),
                new Signal.Issued("dk-nordlys", Life.invoice("DK", DebtorKind.BUSINESS, "10.00", DAY, "")),
                rules);

        assertThat(((Decision.Move) decision).next().issued().policy()).isEqualTo(policy);
    }

    @Test
    void a_filing_takes_a_case_off_its_way_whatever_was_agreed_and_a_person_is_told_what_to_do() {
        Life life = overdue();
        life.hear(new Signal.Promised(LocalDate.parse("2026-01-30"), null, "called"));

        life.hear(filed());

        Hold hold = life.c.hold();
        assertThat(hold.kind().word()).isEqualTo("insolvency-review");
        assertThat(hold.before()).isNull();
        assertThat(hold.from()).isEqualTo("2026-01-23");
        assertThat(hold.until()).isEqualTo("2026-02-09");
        assertThat(hold.why()).isEqualTo("bankruptcy-filed as of 2026-01-23, by proff");
        assertThat(Priority.of(life.c, DAY).reasons())
                .contains("+20: somebody must answer: insolvency review: lodge the claim with the estate, write it off,"
                        + " or release the debtor");
        assertThat(life.c.pendingLetter()).isNull();
        assertThat(life.hear(filed())).isInstanceOf(Decision.Stay.class);
        assertThat(life.hear(new Signal.Promised(LocalDate.parse("2026-02-02"), null, "called")))
                .isInstanceOf(Decision.Refuse.class);
    }

    @Test
    void no_day_ends_the_review_it_is_asked_for_again_until_the_debtor_is_released() {
        Life life = overdue();
        int letters = life.letters().size();
        life.hear(filed());

        life.until("2026-06-01");
        assertThat(life.letters()).hasSize(letters);
        assertThat(life.c.hold().kind()).isEqualTo(Hold.Kind.INSOLVENCY);
        assertThat(life.c.hold().until()).isAfterOrEqualTo("2026-06-01");

        life.hear(new Signal.DebtorReleased("the filing was withdrawn"));
        assertThat(life.c.hold()).isNull();
        life.until("2026-06-10");
        assertThat(life.letters()).hasSizeGreaterThan(letters);
    }

    @Test
    void an_agency_gives_the_case_back_for_a_filing() {
        Life life = Life.danish(DebtorKind.BUSINESS, "1000.00", "2026-01-19").until("2026-04-01");
        assertThat(life.state()).isEqualTo("escalated");

        life.hear(filed());

        assertThat(life.state()).isEqualTo("on-hold");
        assertThat(life.told)
                .contains(new Effect.Recall(life.c.handovers().getFirst().caseId(), "bankruptcy"));
    }

    @Test
    void a_dispute_waits_below_a_review_and_a_persons_stop_stays_above_it() {
        Life disputed = overdue();
        disputed.hear(new Signal.Disputed("goods", "broken"));
        disputed.hear(filed());
        assertThat(disputed.c.hold().kind()).isEqualTo(Hold.Kind.INSOLVENCY);
        disputed.hear(new Signal.DebtorReleased("withdrawn"));
        assertThat(disputed.c.hold().kind()).isEqualTo(Hold.Kind.DISPUTE);

        Life stopped = overdue();
        stopped.hear(new Signal.Stopped(Hold.Kind.DEATH, DAY, "the heirs wrote", null));
        assertThat(stopped.hear(filed())).isInstanceOf(Decision.Stay.class);
        assertThat(stopped.hear(new Signal.DebtorReleased("withdrawn"))).isInstanceOf(Decision.Stay.class);
        assertThat(stopped.c.hold().kind()).isEqualTo(Hold.Kind.DEATH);

        Life reviewed = overdue();
        reviewed.hear(filed());
        reviewed.hear(new Signal.Stopped(Hold.Kind.BANKRUPTCY, DAY, "decree of the court", null));
        reviewed.hear(new Signal.DebtorReleased("looked at"));
        assertThat(reviewed.c.hold().kind())
                .as("what a person stopped for this case is not the debtor's")
                .isEqualTo(Hold.Kind.BANKRUPTCY);
    }

    @Test
    void with_a_factor_the_review_waits_below_until_the_claim_is_back() {
        Life life = overdue();
        var assignment = new Assignment(
                UUID.nameUUIDFromBytes("assignment".getBytes()),
                Assignment.Kind.FACTORED,
                "f-1",
                "Factor A/S",
                DAY,
                null,
                null,
                "bodil",
                "cash",
                1);
        life.hear(new Signal.Assigned(assignment));

        life.hear(filed());
        assertThat(life.c.hold().kind()).isEqualTo(Hold.Kind.INSOLVENCY);
        life.hear(new Signal.DebtorReleased("withdrawn"));
        assertThat(life.c.hold()).isNull();
    }

    @Test
    void a_case_that_would_act_is_held_while_the_debtor_waits_for_review() {
        Case before = overdue().c;
        LocalDate later = DAY.plusDays(100);
        Rules rules = Life.BOOK.on(later, null).about(Debtor.of(List.of(), Hold.ofFiling(FILED, DAY), later));

        Decision.Move move = (Decision.Move) Dunning.decide(before, new Signal.DayCame(), rules);

        assertThat(move.next().hold().kind()).isEqualTo(Hold.Kind.INSOLVENCY);
        assertThat(move.next().hold().until()).isEqualTo(later.plusDays(14));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 14, 15, 400})
    void a_debtors_hold_is_over_after_its_last_day_and_a_review_never(int days) {
        LocalDate day = DAY.plusDays(days);
        List<String> kinds = new ArrayList<>();
        for (Hold hold : List.of(Hold.ofDebtor(DAY, DAY.plusDays(14), "moving"), Hold.ofFiling(FILED, DAY))) {
            Hold on = Debtor.of(List.of(), hold, day).holdOn(day);
            kinds.add(on == null ? "over" : on.kind().word());
            assertThat(on == null || !on.until().isBefore(day)).isTrue();
        }

        assertThat(kinds).containsExactly(days > 14 ? "over" : "debtor", "insolvency-review");
    }
}
