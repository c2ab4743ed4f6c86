package io.rykker.payment.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import io.rykker.payment.Submission;
import io.rykker.payment.bank.CamtReader;
import io.rykker.payment.domain.Assignment;
import io.rykker.payment.domain.Invoice.Claim;
import io.rykker.payment.domain.Invoice.Issued;
import io.rykker.payment.domain.News;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the other services say, and of that only what is used here; unknown fields and types do not matter.
 * Refuses with {@link Unreadable}.
 */
final class EventReader {

    private EventReader() {}

    /** The news in an event of invoice-service or dunning-service; null for types that are not used here. */
    static @Nullable News read(String type, byte[] body) {
        return switch (type) {
            case "rykker.InvoiceIssued.v1" -> issued(Json.fields(body));
            case "rykker.InvoiceCancelled.v1" -> cancelled(Json.fields(body));
            case "rykker.InvoiceAssigned.v1" -> assigned(Json.fields(body), null);
            case "rykker.InvoiceReturned.v1" -> returned(Json.fields(body));
            case "rykker.ClaimChanged.v1" -> claim(Json.fields(body));
            default -> null;
        };
    }

    private static News issued(Fields fields) {
        return new News.InvoiceIssued(
                id(fields, "invoiceId"),
                fields.text("creditorId", 64),
                new Issued(
                        fields.text("invoiceNumber", 64),
                        fields.optionalText("paymentReference", 35),
                        fields.positiveMoney("total"),
                        fields.date("issuedOn")));
    }

    private static News cancelled(Fields fields) {
        return new News.InvoiceCancelled(id(fields, "invoiceId"), fields.text("creditorId", 64));
    }

    private static News returned(Fields fields) {
        return assigned(fields, fields.date("returnedOn"));
    }

    private static News assigned(Fields fields, @Nullable LocalDate until) {
        Fields assignee = fields.object("assignee");
        return new News.InvoiceAssigned(
                id(fields, "invoiceId"),
                fields.text("creditorId", 64),
                new Assignment(
                        id(fields, "assignmentId"),
                        fields.text("kind", 40),
                        assignee.text("id", 64),
                        assignee.text("name", 200),
                        assignee.optionalText("iban", 34),
                        fields.date("assignedOn"),
                        until));
    }

    private static News claim(Fields fields) {
        return new News.ClaimIs(
                id(fields, "invoiceId"),
                fields.text("creditorId", 64),
                new Claim(version(fields), fields.money("balance")));
    }

    /** The creditor in an event on the parties' topic; null for types that are not used here. */
    static Submission.@Nullable Registered creditor(Incoming record) {
        if (!record.type().equals("rykker.CreditorChanged.v1")) {
            return null;
        }
        Fields fields = Json.fields(record.body());
        Set<String> accounts = new LinkedHashSet<>();
        for (JsonNode account : fields.raw("accounts")) {
            Fields entry = Fields.of(account);
            if (Set.of("IBAN", "BBAN").contains(entry.text("scheme", 20))) {
                accounts.add(CamtReader.accountKey(entry.text("id", 40)));
            }
        }
        return new Submission.Registered(fields.text("creditorId", 64), version(fields), accounts, record);
    }

    private static int version(Fields fields) {
        Integer version = fields.optionalNumber("version", 1, Integer.MAX_VALUE);
        if (version == null) {
            throw fields.refuse("version", "is missing");
        }
        return version;
    }

    private static UUID id(Fields fields, String name) {
        try {
            return UUID.fromString(fields.text(name, 36));
        } catch (IllegalArgumentException _) {
            throw fields.refuse(name, "is not a UUID");
        }
    }
}
