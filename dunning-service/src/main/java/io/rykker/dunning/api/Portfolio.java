package io.rykker.dunning.api;

import io.rykker.dunning.domain.Account;
import io.rykker.dunning.domain.Case;
import io.rykker.dunning.domain.DebtorKind;
import io.rykker.dunning.domain.Fact;
import io.rykker.dunning.domain.Money;
import io.rykker.dunning.domain.Receivable;
import io.rykker.dunning.domain.RuleBook;
import io.rykker.dunning.messaging.Fields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Invoices that somebody uploads to try a policy on; they are cases of this request and of nothing else. */
final class Portfolio {

    private static final int MOST = 5_000;
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern DEBTOR = Pattern.compile("business|consumer");

    private Portfolio() {}

    /** Empty when the body has none: then the creditor's own cases are meant. */
    static List<Case> read(Fields fields, String creditorId) {
        String current = fields.optionalText("current", 63);
        List<Case> cases = new ArrayList<>();
        for (Fields row : fields.objects("portfolio", MOST)) {
            row.only(Set.of(
                    "invoiceNumber", "issuedOn", "dueOn", "total", "debtorKind", "country", "feesAgreed", "payments"));
            cases.add(read(row, creditorId, current, cases.size() + 1));
        }
        return List.copyOf(cases);
    }

    private static Case read(Fields row, String creditorId, @Nullable String current, int place) {
        String number = row.optionalText("invoiceNumber", 64);
        String country = row.matching("country", COUNTRY, "a country code like DK");
        Money total = row.positiveMoney("total");
        Receivable issued = new Receivable(
                id(creditorId + "|debtor|" + place),
                number == null ? "row " + place : number,
                row.date("issuedOn"),
                row.date("dueOn"),
                total,
                country,
                "UTC",
                DebtorKind.of(row.matching("debtorKind", DEBTOR, "business or consumer")),
                country,
                "en",
                null,
                Boolean.TRUE.equals(row.optionalFlag("feesAgreed")),
                current == null ? RuleBook.DEFAULT_POLICY : current,
                0,
                null,
                false);
        Case c = Case.of(id(creditorId + "|" + place)).with(new Fact.InvoiceTaken(creditorId, issued));
        int paid = 0;
        for (Fields payment : row.objects("payments", 100)) {
            payment.only(Set.of("amount", "on"));
            c = c.with(new Fact.PaymentCounted(
                    id(creditorId + "|" + place + "|" + ++paid),
                    new Account.Payment(payment.positiveMoney("amount"), payment.date("on"), "portfolio")));
        }
        return c;
    }

    private static UUID id(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
