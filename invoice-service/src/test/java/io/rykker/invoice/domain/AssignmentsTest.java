package io.rykker.invoice.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.rykker.invoice.domain.Assignment.Assignee;
import io.rykker.invoice.domain.Assignment.FactorPayment;
import io.rykker.invoice.domain.Assignment.Kind;
import io.rykker.invoice.domain.Receivable.Answer;
import io.rykker.invoice.domain.Receivable.Fact;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose a claim is: one assignment at a time, each said once, and a sale for good. */
class AssignmentsTest {

    private static final Assignee NORDFACTOR = new Assignee("nordfactor", "Nordfactor A/S", null);
    private static final LocalDate ISSUED = Trade.DAY;

    private static Order.Assign assigned(Kind kind, Assignee to, LocalDate on) {
        return new Order.Assign("dk-nordlys", "1", kind, to, on, null, "mette", "frame agreement");
    }

    private static Order.Assign factored() {
        return assigned(Kind.FACTORED, NORDFACTOR, ISSUED.plusDays(10));
    }

    private static Order.Assign sold(Money price) {
        return new Order.Assign(
                "dk-nordlys", "1", Kind.SOLD, NORDFACTOR, ISSUED.plusDays(10), price, "mette", "portfolio sale");
    }

    private static Order.Return returned(String from, LocalDate on) {
        return new Order.Return("dk-nordlys", "1", from, on, "mette", "disputed");
    }

    private static Order.FactorPaid paid(String reference, String amount) {
        return new Order.FactorPaid(
                "dk-nordlys",
                "1",
                new FactorPayment("nordfactor", reference, ISSUED.plusDays(12), Trade.money(amount)));
    }

    /** The answer to the last of these, after the invoice and all before it were heard. */
    private static Answer answer(Order... orders) {
        return Trade.hear(List.of(orders)).answers().getLast();
    }

    @Test
    void a_claim_is_factored_comes_back_and_is_factored_again_and_each_is_told_once() {
        var story = Trade.hear(List.of(
                Trade.issue("1000.00"),
                factored(),
                factored(),
                paid("NF-1", "400.00"),
                paid("NF-1", "400.00"),
                returned("nordfactor", ISSUED.plusDays(20)),
                returned("nordfactor", ISSUED.plusDays(20)),
                factored(),
                assigned(Kind.FACTORED, NORDFACTOR, ISSUED.plusDays(30))));

        assertThat(story.facts()).extracting(Fact::sequence).containsExactly(1, 2, 3, 4, 5);
        assertThat(story.facts())
                .extracting(fact -> fact.getClass().getSimpleName())
                .containsExactly("Issued", "Assigned", "FactorWasPaid", "Returned", "Assigned");
        assertThat(story.end().assignments().all()).hasSize(2);
        assertThat(story.end().assignments().current().on()).isEqualTo(ISSUED.plusDays(30));
        assertThat(story.end().assignments().all().getFirst().isOver()).isTrue();
    }

    @Test
    void a_second_assignment_contradicts_the_first_and_nothing_changes() {
        assertThat(answer(
                        Trade.issue("1000.00"),
                        factored(),
                        assigned(Kind.FACTORED, new Assignee("other", "Other", null), ISSUED.plusDays(11))))
                .isInstanceOfSatisfying(
                        Answer.Conflicting.class,
                        no -> assertThat(no.why())
                                .contains("factored to nordfactor since " + ISSUED.plusDays(10), "came back"));
        assertThat(answer(Trade.issue("1000.00"), factored(), sold(null))).isInstanceOf(Answer.Conflicting.class);
        assertThat(answer(Trade.issue("1000.00"), sold(Trade.money("800.00")), sold(Trade.money("700.00"))))
                .isInstanceOf(Answer.Conflicting.class);
    }

    @Test
    void what_is_sold_does_not_come_back_and_what_its_buyer_is_paid_is_the_buyers() {
        assertThat(answer(Trade.issue("1000.00"), sold(null), returned("nordfactor", ISSUED.plusDays(20))))
                .isInstanceOfSatisfying(
                        Answer.Conflicting.class, no -> assertThat(no.why()).contains("for good"));
        assertThat(answer(Trade.issue("1000.00"), sold(null), paid("NF-1", "400.00")))
                .isInstanceOf(Answer.Refused.class);
    }

    @Test
    void a_claim_that_is_not_there_cannot_be_assigned() {
        assertThat(answer(factored()))
                .isInstanceOfSatisfying(
                        Answer.Refused.class, no -> assertThat(no.why()).contains("issue the invoice first"));
        assertThat(answer(Trade.issue("1000.00"), Trade.cancel("wrong"), factored()))
                .isInstanceOfSatisfying(
                        Answer.Conflicting.class, no -> assertThat(no.why()).contains("cancelled"));
        assertThat(answer(Trade.issue("1000.00"), assigned(Kind.FACTORED, NORDFACTOR, ISSUED.minusDays(1))))
                .isInstanceOfSatisfying(
                        Answer.Refused.class, no -> assertThat(no.field()).isEqualTo("assignedOn"));
        assertThat(answer(Trade.issue("1000.00"), returned("nordfactor", ISSUED.plusDays(20))))
                .isInstanceOf(Answer.Refused.class);
    }

    @Test
    void it_comes_back_from_whom_it_was_assigned_to_and_not_before() {
        assertThat(answer(Trade.issue("1000.00"), factored(), returned("other", ISSUED.plusDays(20))))
                .isInstanceOf(Answer.Conflicting.class);
        assertThat(answer(Trade.issue("1000.00"), factored(), returned("nordfactor", ISSUED.plusDays(9))))
                .isInstanceOf(Answer.Refused.class);
        assertThat(answer(
                        Trade.issue("1000.00"),
                        factored(),
                        returned("nordfactor", ISSUED.plusDays(20)),
                        returned("nordfactor", ISSUED.plusDays(21))))
                .isInstanceOf(Answer.Conflicting.class);
        assertThat(answer(
                        Trade.issue("1000.00"),
                        factored(),
                        returned("nordfactor", ISSUED.plusDays(20)),
                        assigned(Kind.SOLD, NORDFACTOR, ISSUED.plusDays(19))))
                .isInstanceOf(Answer.Conflicting.class);
    }

    @Test
    void a_price_is_of_a_sale_and_in_the_invoices_currency() {
        Money euro = new Money(new BigDecimal("800.00"), Currency.getInstance("EUR"));
        assertThat(answer(Trade.issue("1000.00"), sold(euro)))
                .isInstanceOfSatisfying(
                        Answer.Refused.class, no -> assertThat(no.field()).isEqualTo("price.currency"));
        assertThat(answer(
                        Trade.issue("1000.00"),
                        new Order.Assign(
                                "dk-nordlys",
                                "1",
                                Kind.FACTORED,
                                NORDFACTOR,
                                ISSUED.plusDays(10),
                                Trade.money("1.00"),
                                "mette",
                                "why")))
                .isInstanceOfSatisfying(
                        Answer.Refused.class, no -> assertThat(no.field()).isEqualTo("price"));
    }

    @Test
    void a_factors_payment_has_one_amount_and_is_of_a_claim_that_it_had() {
        assertThat(answer(Trade.issue("1000.00"), factored(), paid("NF-1", "400.00"), paid("NF-1", "500.00")))
                .isInstanceOfSatisfying(
                        Answer.Conflicting.class, no -> assertThat(no.field()).isEqualTo("reference"));
        assertThat(answer(Trade.issue("1000.00"), paid("NF-1", "400.00"))).isInstanceOf(Answer.Refused.class);
        assertThat(answer(
                        Trade.issue("1000.00"),
                        factored(),
                        returned("nordfactor", ISSUED.plusDays(20)),
                        paid("NF-1", "400.00")))
                .as("reported late")
                .isInstanceOf(Answer.Taken.class);
    }
}
