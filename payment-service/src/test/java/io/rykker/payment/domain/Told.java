package io.rykker.payment.domain;

import io.rykker.payment.domain.Invoice.Issued;
import io.rykker.payment.domain.Receipt.Said;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** News for the tests, all of the creditor c. */
final class Told {

    static final LocalDate MONDAY = LocalDate.of(2026, 2, 2);

    private Told() {}

    static Money dkk(String amount) {
        return new Money(new BigDecimal(amount), Currency.getInstance("DKK"));
    }

    static News invoice(String number, String reference, String total) {
        return invoice(number, reference, total, MONDAY.minusDays(30));
    }

    static News invoice(String number, String reference, String total, LocalDate issuedOn) {
        return new News.InvoiceIssued(
                Ids.invoice("c", number), "c", new Issued(number, reference, dkk(total), issuedOn));
    }

    /** To a factor, and back when there is an until. */
    static News assigned(String number, LocalDate on, LocalDate until) {
        UUID invoice = Ids.invoice("c", number);
        return new News.InvoiceAssigned(
                invoice, "c", new Assignment(invoice, "factored", "nordfactor", "Nordfactor A/S", null, on, until));
    }

    static News paid(String id, String amount, String reference, String number) {
        return payment(id, dkk(amount), Key.of(listOf(reference), listOf(number), List.of()));
    }

    static News paidIn(String currency, String id, String amount, String reference) {
        return payment(
                id,
                new Money(new BigDecimal(amount), Currency.getInstance(currency)),
                Key.of(List.of(reference), List.of(), List.of()));
    }

    static News wrote(String id, String amount, String text) {
        return payment(id, dkk(amount), Key.words(text));
    }

    private static News payment(String id, Money amount, Set<Key> keys) {
        return new News.Received(new Receipt("c", "erp", id, amount, MONDAY, MONDAY, keys, null, true, Said.NOTHING));
    }

    static News line(String id, String entry, boolean whole, String amount, Set<Key> keys) {
        return new News.Received(new Receipt(
                "c", "bank", id, dkk(amount), MONDAY, MONDAY, keys, Ids.entry("c", entry), whole, Said.NOTHING));
    }

    static News reversed(String id) {
        return new News.Reversed(Reversal.of("c", "erp", id, MONDAY, "bounced"));
    }

    static News back(String id, String amount, String transaction) {
        return new News.Reversed(new Reversal(
                Ids.bankReversal("c", id),
                "c",
                null,
                Set.of(Key.transaction(transaction)),
                dkk(amount),
                MONDAY,
                "returned",
                "bank"));
    }

    private static List<String> listOf(String text) {
        return text == null ? List.of() : List.of(text);
    }
}
