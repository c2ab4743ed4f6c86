package io.rykker.payment.domain;

import static io.rykker.payment.domain.Told.MONDAY;
import static io.rykker.payment.domain.Told.dkk;
import static io.rykker.payment.domain.Told.invoice;
import static io.rykker.payment.domain.Told.paid;
import static io.rykker.payment.domain.Told.reversed;
import static org.assertj.core.api.Assertions.assertThat;

import io.rykker.payment.domain.Allocation.By;
import io.rykker.payment.domain.Invoice.Claim;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private final Ledger ledger = new Ledger(List.of(), List.of(), List.of(), List.of());

    @Test
    void a_reference_counts_before_an_invoice_number() {
        hear(invoice("A", "111", "100.00"), invoice("B", "222", "100.00"));
        hear(paid("P", "100.00", "111", "B"));

        assertThat(paysFor("P")).containsExactly("A");
        assertThat(payment("P").holding().getFirst().by()).isEqualTo(By.REFERENCE);
    }

    @Test
    void a_partial_payment_is_allocated_whole() {
        hear(invoice("A", "111", "100.00"));
        hear(paid("P", "40.00", "111", null));

        assertThat(payment("P").allocated()).isEqualTo(dkk("40.00"));
    }

    @Test
    void an_invoice_number_that_was_named_needs_no_amount_and_one_in_a_text_does() {
        hear(invoice("F-2026-1", null, "100.00"));
        hear(paid("P", "40.00", null, "F-2026-1"), Told.wrote("Q", "40.00", "for F-2026-1"));
        hear(Told.wrote("R", "100.00", "for F-2026-1, thanks"));

        assertThat(paysFor("P")).containsExactly("F-2026-1");
        assertThat(paysFor("Q")).isEmpty();
        assertThat(payment("Q").reason()).isEqualTo("unknown-reference");
        assertThat(paysFor("R")).containsExactly("F-2026-1");
    }

    @Test
    void another_currency_never_matches() {
        hear(invoice("A", "111", "100.00"));
        hear(Told.paidIn("EUR", "P", "100.00", "111"));

        assertThat(payment("P").reason()).isEqualTo("wrong-currency");
        assertThat(payment("P").unallocated().toString()).isEqualTo("100.00 EUR");
    }

    @Test
    void of_two_invoices_with_one_reference_the_amount_decides_and_else_nobody_does() {
        hear(invoice("A", "111", "100.00"), invoice("B", "111", "200.00"));
        hear(paid("P", "200.00", "111", null), paid("Q", "150.00", "111", null));

        assertThat(paysFor("P")).containsExactly("B");
        assertThat(payment("Q").reason()).isEqualTo("ambiguous");
    }

    @Test
    void an_invoice_issued_after_the_payment_was_booked_is_meant_only_when_no_other_is() {
        hear(paid("P", "100.00", "111", null));
        hear(Told.invoice("LATER", "111", "100.00", MONDAY.plusDays(30)));
        assertThat(paysFor("P")).containsExactly("LATER");

        List<Fact> facts = hear(invoice("EARLIER", "111", "100.00"));

        assertThat(paysFor("P")).containsExactly("EARLIER");
        assertThat(facts).hasAtLeastOneElementOfType(Fact.Ended.class).hasAtLeastOneElementOfType(Fact.Allocated.class);
    }

    @Test
    void of_an_invoice_and_the_one_that_replaced_it_the_cancelled_one_is_not_meant() {
        hear(invoice("A", "111", "100.00"), invoice("B", "111", "100.00"));
        hear(paid("P", "100.00", "111", null));
        assertThat(payment("P").reason()).isEqualTo("ambiguous");

        hear(new News.InvoiceCancelled(Ids.invoice("c", "A"), "c"));

        assertThat(paysFor("P")).containsExactly("B");
    }

    @Test
    void a_reversal_ends_every_allocation_once_and_leaves_nothing_to_allocate() {
        hear(invoice("A", "111", "100.00"));
        hear(paid("P", "100.00", "111", null));

        List<Fact> facts = hear(reversed("P"));

        assertThat(facts).singleElement().isInstanceOf(Fact.Ended.class);
        assertThat(ledger.hear(reversed("P"))).isInstanceOf(Answer.Repeated.class);
        assertThat(payment("P").unallocated()).isEqualTo(dkk("0.00"));
        assertThat(payment("P").allocated()).isEqualTo(dkk("0.00"));
    }

    @Test
    void a_changed_payment_under_an_old_id_is_a_conflict() {
        hear(paid("P", "100.00", "111", null));

        assertThat(ledger.hear(paid("P", "100.00", "111", null))).isInstanceOf(Answer.Repeated.class);
        assertThat(ledger.hear(paid("P", "101.00", "111", null))).isInstanceOf(Answer.Conflicting.class);
        assertThat(ledger.hear(paid("P", "100.00", "112", null))).isInstanceOf(Answer.Conflicting.class);
    }

    @Test
    void what_a_person_allocated_stays() {
        hear(invoice("A", "111", "100.00"));
        hear(paid("P", "100.00", "222", null));
        UUID id = payment("P").id();
        assertThat(ledger.allocate(id, Ids.invoice("c", "A"), dkk("60.00"), "phoned"))
                .isInstanceOf(Answer.Taken.class);
        hear(invoice("B", "222", "100.00"));

        assertThat(paysFor("P")).containsExactly("A");
        assertThat(payment("P").unallocated()).isEqualTo(dkk("40.00"));
        assertThat(ledger.allocate(id, Ids.invoice("c", "B"), dkk("40.01"), "phoned"))
                .isInstanceOf(Answer.Refused.class);
        assertThat(ledger.allocate(id, Ids.invoice("c", "B"), null, "phoned")).isInstanceOf(Answer.Taken.class);
        assertThat(payment("P").unallocated()).isEqualTo(dkk("0.00"));
    }

    @Test
    void an_overpayment_is_told_when_its_amount_changes_and_not_again() {
        hear(invoice("A", "111", "100.00"));
        hear(paid("P", "150.00", "111", null));

        assertThat(claim(1, "0.00")).isEmpty();
        assertThat(claim(2, "-50.00")).singleElement().isInstanceOf(Fact.Overpaid.class);
        assertThat(claim(3, "-50.00")).isEmpty();
        assertThat(claim(2, "-70.00")).isEmpty();
        assertThat(claim(4, "-60.00")).singleElement().isInstanceOf(Fact.Overpaid.class);
        assertThat(claim(5, "0.00")).isEmpty();
        assertThat(ledger.claim(Ids.invoice("c", "A")).overpaid()).isNull();
    }

    @Test
    void a_sum_of_several_transactions_gives_way_to_them_whichever_comes_first() {
        hear(invoice("A", "111", "100.00"));
        News whole = Told.line("E", "E", true, "150.00", Set.of());
        News part = Told.line("E/1", "E", false, "100.00", Key.of(List.of("111"), List.of(), List.of()));
        News rest = Told.line("E/2", "E", false, "50.00", Set.of());
        for (List<News> order :
                List.of(List.of(whole, part, rest), List.of(part, whole, rest), List.of(rest, part, whole))) {
            var other =
                    new Ledger(ledger.payments(), List.of(ledger.invoice(Ids.invoice("c", "A"))), List.of(), List.of());
            order.forEach(other::hear);

            assertThat(other.payments().stream()
                            .filter(payment -> !payment.replaced())
                            .map(payment -> payment.receipt().amount().amount().toPlainString()))
                    .containsExactlyInAnyOrder("100.00", "50.00");
        }
    }

    @Test
    void a_bank_reversal_finds_its_payment_by_the_transaction_id_whichever_comes_first() {
        News in = Told.line("E", "E", true, "150.00", Set.of(Key.transaction("e2e:1")));
        News back = Told.back("R", "150.00", "e2e:1");
        News other = Told.back("S", "149.00", "e2e:1");
        for (List<News> order : List.of(List.of(in, back, other), List.of(back, other, in))) {
            var fresh = new Ledger(List.of(), List.of(), List.of(), List.of());
            order.forEach(fresh::hear);

            assertThat(fresh.payments()).singleElement().matches(Payment::isReversed);
        }
    }

    @Test
    void what_is_paid_for_an_assigned_claim_is_booked_and_to_be_forwarded_and_its_reversal_takes_that_back() {
        hear(invoice("A", "111", "100.00"), Told.assigned("A", MONDAY, null));

        List<Fact> paid = hear(paid("P", "40.00", "111", null));
        assertThat(paid).hasSize(2).last().isInstanceOfSatisfying(Fact.ForwardDue.class, due -> {
            assertThat(due.allocation().amount()).isEqualTo(dkk("40.00"));
            assertThat(due.assignment().assigneeId()).isEqualTo("nordfactor");
        });
        assertThat(payment("P").allocated()).isEqualTo(dkk("40.00"));

        assertThat(hear(reversed("P")))
                .extracting(fact -> fact.getClass().getSimpleName())
                .containsExactly("Ended", "ForwardWithdrawn");
    }

    @Test
    void the_value_date_says_whose_a_payment_is_also_when_the_assignment_is_told_late() {
        hear(invoice("A", "111", "100.00"), paid("P", "40.00", "111", null));

        assertThat(hear(Told.assigned("A", MONDAY.plusDays(1), null)))
                .as("paid before")
                .isEmpty();

        hear(invoice("B", "222", "100.00"), paid("Q", "40.00", "222", null));
        News assigned = Told.assigned("B", MONDAY.minusDays(9), null);
        assertThat(hear(assigned)).singleElement().isInstanceOf(Fact.ForwardDue.class);
        assertThat(ledger.hear(assigned)).isInstanceOf(Answer.Repeated.class);
        assertThat(hear(Told.assigned("B", MONDAY.minusDays(9), MONDAY.minusDays(2))))
                .as("it had come back before it was paid")
                .singleElement()
                .isInstanceOf(Fact.ForwardWithdrawn.class);
        assertThat(ledger.hear(assigned)).as("an older word").isInstanceOf(Answer.Repeated.class);
    }

    @Test
    void money_that_is_the_assignees_is_no_overpayment_of_the_debtor() {
        hear(invoice("A", "111", "100.00"), Told.assigned("A", MONDAY, null), paid("P", "150.00", "111", null));

        assertThat(claim(1, "-50.00")).isEmpty();
    }

    @Test
    void money_that_a_person_moves_away_is_the_assignees_no_more() {
        hear(invoice("A", "111", "100.00"), invoice("B", "222", "100.00"), Told.assigned("A", MONDAY, null));
        hear(paid("P", "40.00", "111", null));

        Answer moved = ledger.allocate(payment("P").id(), Ids.invoice("c", "B"), null, "they phoned");

        assertThat(((Answer.Taken) moved).facts())
                .extracting(fact -> fact.getClass().getSimpleName())
                .containsExactly("Ended", "ForwardWithdrawn", "Allocated");
    }

    private List<Fact> claim(int version, String balance) {
        return hear(new News.ClaimIs(Ids.invoice("c", "A"), "c", new Claim(version, dkk(balance))));
    }

    private List<Fact> hear(News... news) {
        List<Fact> facts = List.of();
        for (News one : news) {
            facts = ledger.hear(one) instanceof Answer.Taken(var following) ? following : List.of();
        }
        return facts;
    }

    private Payment payment(String senderId) {
        return ledger.payment(Ids.payment("c", "erp", senderId));
    }

    private List<String> paysFor(String senderId) {
        return payment(senderId).holding().stream()
                .map(allocation ->
                        ledger.invoice(allocation.invoiceId()).issued().number())
                .toList();
    }
}
