package io.rykker.invoice.domain;

import static io.rykker.invoice.domain.Trade.DAY;
import static io.rykker.invoice.domain.Trade.deliver;
import static io.rykker.invoice.domain.Trade.hear;
import static io.rykker.invoice.domain.Trade.invoice;
import static io.rykker.invoice.domain.Trade.money;
import static io.rykker.invoice.domain.Trade.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import io.rykker.invoice.domain.Receivable.Answer;
import io.rykker.invoice.domain.Receivable.Fact;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How an invoice reached the debtor: told with it, before it or after it. */
class DeliveryTest {

    private static final Invoice INVOICE = invoice(DAY.plusDays(14), money("1000.00"));

    private static Order issue(Delivery delivery) {
        return new Order.Issue(INVOICE, Trade.DEBTOR, delivery);
    }

    @Test
    void told_with_the_invoice_it_is_said_with_it_and_told_again_it_is_a_repeat() {
        Trade.Story story = hear(List.of(
                issue(receipt(0, "r-1")),
                deliver(receipt(0, "r-1")),
                issue(receipt(0, "r-1")),
                Trade.issue("1000.00")));

        assertThat(story.facts())
                .containsExactly(new Fact.Issued(INVOICE, Trade.DEBTOR, DAY.plusDays(14), receipt(0, "r-1"), 1));
        assertThat(story.answers().subList(1, 4)).containsOnly(new Answer.Repeated());
    }

    @Test
    void told_with_the_same_invoice_again_it_is_news_of_the_delivery_and_no_other_invoice() {
        Trade.Story story = hear(List.of(Trade.issue("1000.00"), issue(receipt(2, "r-1"))));

        assertThat(story.facts().getLast()).isEqualTo(new Fact.Delivered("dk-nordlys", receipt(2, "r-1"), 2));
        assertThat(story.end().invoice()).isEqualTo(INVOICE);
    }

    @Test
    void another_receipt_is_kept_beside_the_first_and_the_oldest_comes_first() {
        Trade.Story story = hear(List.of(
                Trade.issue("1000.00"),
                deliver(receipt(9, "r-2")),
                deliver(receipt(1, "r-1")),
                deliver(new Delivery(DAY.plusDays(9), Delivery.Channel.LETTER, null))));

        assertThat(story.end().deliveries())
                .containsExactly(
                        receipt(1, "r-1"),
                        receipt(9, "r-2"),
                        new Delivery(DAY.plusDays(9), Delivery.Channel.LETTER, null));
    }

    @Test
    void no_invoice_is_delivered_before_it_is_issued() {
        for (List<? extends Order> orders :
                List.of(List.of(issue(receipt(-1, "r"))), List.of(Trade.issue("1000.00"), deliver(receipt(-1, "r"))))) {
            assertThat(hear(orders).answers().getLast()).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
                assertThat(refused.field()).isEqualTo("delivery.on");
                assertThat(refused.why()).contains("2026-01-04", "before the issue date 2026-01-05");
            });
        }
    }

    @Test
    void what_came_before_the_invoice_and_turns_out_to_be_too_early_does_not_count() {
        Trade.Story story = hear(List.of(deliver(receipt(-1, "r")), Trade.issue("1000.00")));

        assertThat(story.facts()).hasSize(1);
        assertThat(story.end().deliveries()).as("a person can see it").containsExactly(receipt(-1, "r"));
    }

    @Test
    void ten_receipts_of_one_invoice_are_enough() {
        List<Order> orders = new ArrayList<>(List.of(Trade.issue("1000.00")));
        for (int i = 0; i <= Delivery.MOST; i++) {
            orders.add(deliver(receipt(1, "r-" + i)));
        }

        Trade.Story story = hear(orders);

        assertThat(story.end().deliveries()).hasSize(Delivery.MOST);
        assertThat(story.answers().getLast()).isInstanceOf(Answer.Refused.class);
    }
}
