package io.rykker.invoice.domain;

import io.rykker.invoice.domain.Order.Cancel;
import io.rykker.invoice.domain.Order.Credit;
import io.rykker.invoice.domain.Order.Deliver;
import io.rykker.invoice.domain.Order.Issue;
import io.rykker.invoice.domain.Receivable.Answer;
import io.rykker.invoice.domain.Receivable.Fact;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/** A creditor, a debtor, and orders between them. */
final class Trade {

    static final LocalDate DAY = LocalDate.of(2026, 1, 5);
    static final Currency DKK = Currency.getInstance("DKK");
    static final Creditor CREDITOR = new Creditor(
            "dk-nordlys",
            "Nordlys Energi A/S",
            "DK",
            "Europe/Copenhagen",
            "da",
            DKK,
            Creditor.BankFeed.STATEMENTS,
            14,
            null,
            null,
            null,
            null,
            List.of(),
            null,
            null);
    static final Debtor DEBTOR =
            new Debtor("dk-nordlys", "C-1", "Havn & Co ApS", Debtor.Kind.BUSINESS, "DK", "da", null, null, null, null);

    private Trade() {}

    static Money money(String amount) {
        return new Money(new BigDecimal(amount), DKK);
    }

    static Issue issue(String total) {
        return issue(invoice(DAY.plusDays(14), money(total)));
    }

    static Issue issue(Invoice invoice) {
        return new Issue(invoice, DEBTOR);
    }

    static Invoice invoice(LocalDate dueOn, Money total) {
        return new Invoice("dk-nordlys", "1", DAY, dueOn, total, null, null, null, null, "C-1");
    }

    static Credit credit(String number, Money amount) {
        return new Credit("dk-nordlys", number, "1", DAY.plusDays(3), amount, null);
    }

    static Cancel cancel(String reason) {
        return new Cancel("dk-nordlys", "1", DAY.plusDays(5), reason);
    }

    static Delivery receipt(int day, String id) {
        return new Delivery(DAY.plusDays(day), Delivery.Channel.PEPPOL, id);
    }

    static Deliver deliver(Delivery delivery) {
        return new Deliver("dk-nordlys", "1", delivery);
    }

    /** What was said, and what is known in the end. */
    record Story(Receivable end, List<Fact> facts, List<Answer> answers) {}

    static Story hear(List<? extends Order> orders) {
        Receivable known = Receivable.unknown(Ids.invoice("dk-nordlys", "1"));
        List<Fact> facts = new ArrayList<>();
        List<Answer> answers = new ArrayList<>();
        for (Order order : orders) {
            Answer answer = known.hear(order, CREDITOR);
            answers.add(answer);
            if (answer instanceof Answer.Taken(var next, var said)) {
                known = next;
                facts.addAll(said);
            }
        }
        return new Story(known, facts, answers);
    }
}
