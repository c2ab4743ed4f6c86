package io.rykker.invoice.domain;

import static io.rykker.invoice.domain.Trade.DAY;
import static io.rykker.invoice.domain.Trade.cancel;
import static io.rykker.invoice.domain.Trade.credit;
import static io.rykker.invoice.domain.Trade.deliver;
import static io.rykker.invoice.domain.Trade.hear;
import static io.rykker.invoice.domain.Trade.invoice;
import static io.rykker.invoice.domain.Trade.issue;
import static io.rykker.invoice.domain.Trade.money;
import static io.rykker.invoice.domain.Trade.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import io.rykker.invoice.domain.Receivable.Answer;
import io.rykker.invoice.domain.Receivable.Fact;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceivableTest {

    private static final Money EUROS = new Money(new BigDecimal("100"), Currency.getInstance("EUR"));

    private static final Order ISSUE = issue("1000.00");
    private static final Order OTHER_TOTAL = issue("999.00");
    private static final Order OTHER_DUE = issue(invoice(DAY.plusDays(30), money("1000.00")));
    private static final Order CREDIT = credit("K-1", money("200.00"));
    private static final Order CREDIT_CHANGED = credit("K-1", money("201.00"));
    private static final Order CREDIT_OTHER = credit("K-2", money("1000.00"));
    private static final Order CREDIT_EUROS = credit("K-3", EUROS);
    private static final Order CANCEL = cancel("by mistake");
    private static final Order CANCEL_AGAIN = cancel("said differently");
    private static final Order DELIVER = deliver(receipt(1, "r-1"));
    private static final Order DELIVER_OTHER = deliver(receipt(1, "r-2"));

    /** Every state that a receivable can be in, by what led there. */
    enum Before {
        NOTHING(),
        INVOICE(ISSUE),
        CREDIT_ALONE(CREDIT),
        CANCELLATION_ALONE(CANCEL),
        CREDIT_AND_CANCELLATION(CREDIT, CANCEL),
        INVOICE_AND_CREDIT(ISSUE, CREDIT),
        INVOICE_AND_CANCELLATION(ISSUE, CANCEL),
        ALL(ISSUE, CREDIT, CANCEL),
        FOREIGN_CREDIT_ALONE(CREDIT_EUROS),
        DELIVERY_ALONE(DELIVER),
        INVOICE_AND_DELIVERY(ISSUE, DELIVER);

        private final List<Order> orders;

        Before(Order... orders) {
            this.orders = List.of(orders);
        }

        boolean knowsInvoice() {
            return orders.contains(ISSUE);
        }
    }

    static Stream<Arguments> table() {
        return Stream.of(Before.values())
                .flatMap(before -> Stream.of(
                        // order, answer, facts said
                        Arguments.of(
                                before,
                                ISSUE,
                                before.knowsInvoice() ? "Repeated" : "Taken",
                                before.knowsInvoice() ? 0 : 1 + countsWith(before)),
                        Arguments.of(
                                before,
                                OTHER_TOTAL,
                                before.knowsInvoice() ? "Conflicting" : "Taken",
                                before.knowsInvoice() ? 0 : 1 + countsWith(before)),
                        Arguments.of(
                                before,
                                OTHER_DUE,
                                before.knowsInvoice() ? "Conflicting" : "Taken",
                                before.knowsInvoice() ? 0 : 1 + countsWith(before)),
                        Arguments.of(
                                before, CREDIT, has(before, CREDIT) ? "Repeated" : "Taken", saysNow(before, CREDIT)),
                        Arguments.of(
                                before,
                                CREDIT_CHANGED,
                                has(before, CREDIT) ? "Conflicting" : "Taken",
                                saysNow(before, CREDIT)),
                        Arguments.of(before, CREDIT_OTHER, "Taken", before.knowsInvoice() ? 1 : 0),
                        Arguments.of(
                                before,
                                CREDIT_EUROS,
                                before.knowsInvoice() ? "Refused" : has(before, CREDIT_EUROS) ? "Repeated" : "Taken",
                                0),
                        Arguments.of(
                                before, CANCEL, has(before, CANCEL) ? "Repeated" : "Taken", saysNow(before, CANCEL)),
                        Arguments.of(
                                before,
                                CANCEL_AGAIN,
                                has(before, CANCEL) ? "Repeated" : "Taken",
                                saysNow(before, CANCEL)),
                        Arguments.of(
                                before, DELIVER, has(before, DELIVER) ? "Repeated" : "Taken", saysNow(before, DELIVER)),
                        Arguments.of(before, DELIVER_OTHER, "Taken", before.knowsInvoice() ? 1 : 0)));
    }

    private static boolean has(Before before, Order order) {
        return before.orders.contains(order);
    }

    private static int saysNow(Before before, Order order) {
        return before.knowsInvoice() && !has(before, order) ? 1 : 0;
    }

    private static int countsWith(Before before) {
        return (int) before.orders.stream()
                .filter(order -> !order.equals(CREDIT_EUROS))
                .count();
    }

    @ParameterizedTest
    @MethodSource("table")
    void every_order_has_its_answer_in_every_state(Before before, Order order, String expected, int factsSaid) {
        Receivable known = hear(before.orders).end();

        Answer answer = known.hear(order, Trade.CREDITOR);

        assertThat(answer.getClass().getSimpleName()).isEqualTo(expected);
        if (answer instanceof Answer.Taken(var next, var facts)) {
            assertThat(facts).hasSize(factsSaid);
            assertThat(next.sequence()).isEqualTo(known.sequence() + factsSaid);
            assertThat(next.hear(order, Trade.CREDITOR)).isEqualTo(new Answer.Repeated());
        } else {
            assertThat(factsSaid).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void any_order_of_arrival_with_repeats_ends_in_the_same_state_and_says_the_same(long seed) {
        List<Order> orders =
                List.of(ISSUE, CREDIT, CREDIT_OTHER, credit("K-9", money("1.00")), DELIVER_OTHER, CANCEL, DELIVER);
        Receivable expected = hear(orders).end();
        var random = new Random(seed);
        for (int walk = 0; walk < 500; walk++) {
            List<Order> shuffled = new ArrayList<>(orders);
            for (int repeat = random.nextInt(6); repeat > 0; repeat--) {
                shuffled.add(orders.get(random.nextInt(orders.size())));
            }
            Collections.shuffle(shuffled, random);

            Trade.Story story = hear(shuffled);

            assertThat(story.end()).as("seed %d, %s", seed, shuffled).isEqualTo(expected);
            assertThat(story.facts().stream().map(Fact::sequence)).containsExactly(1, 2, 3, 4, 5, 6, 7);
            assertThat(story.facts().stream().map(ReceivableTest::withoutSequence))
                    .containsExactlyInAnyOrderElementsOf(hear(orders).facts().stream()
                            .map(ReceivableTest::withoutSequence)
                            .toList());
            assertThat(story.facts().getFirst()).isInstanceOf(Fact.Issued.class);
        }
    }

    private static Object withoutSequence(Fact fact) {
        return switch (fact) {
            case Fact.Issued issued -> issued.invoice();
            case Fact.Credited credited -> credited.credit();
            case Fact.Cancelled cancelled -> cancelled.cancellation();
            case Fact.Delivered delivered -> delivered.delivery();
            case Fact.Assigned assigned -> assigned.assignment();
            case Fact.Returned returned -> returned.back();
            case Fact.FactorWasPaid paid -> paid.payment();
        };
    }

    @Test
    void without_a_due_date_the_creditors_terms_count() {
        assertThat(hear(List.of(issue(invoice(null, money("10"))))).end().dueOn())
                .isEqualTo(DAY.plusDays(14));
    }

    @Test
    void a_due_date_before_the_issue_date_is_refused() {
        LocalDate dayBefore = DAY.minusDays(1);
        assertThat(hear(List.of(issue(invoice(dayBefore, money("10"))))).answers())
                .singleElement()
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.field()).isEqualTo("dueOn"));
    }

    @Test
    void an_invoice_that_was_prepaid_in_full_is_refused() {
        var prepaid = new Invoice("dk-nordlys", "1", DAY, null, money("10"), money("10"), null, null, null, "C-1");
        assertThat(hear(List.of(issue(prepaid))).answers())
                .singleElement()
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.why()).contains("credit note"));
    }
}
