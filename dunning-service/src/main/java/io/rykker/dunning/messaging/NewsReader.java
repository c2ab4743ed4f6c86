package io.rykker.dunning.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rykker.dunning.domain.Account;
import io.rykker.dunning.domain.Assignment;
import io.rykker.dunning.domain.DebtorKind;
import io.rykker.dunning.domain.Delivery;
import io.rykker.dunning.domain.Letter;
import io.rykker.dunning.domain.Money;
import io.rykker.dunning.domain.Receivable;
import io.rykker.dunning.domain.Signal;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the other services say into signals, only the fields that a case needs; refuses with the field's name. */
public final class NewsReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");

    private static final int MOST_WARNINGS = 100;

    private NewsReader() {}

    /** One piece of news, and which case it is about. */
    public sealed interface Message {
        record OfCase(UUID invoiceId, String creditorId, Signal signal, String who) implements Message {}

        record OfBank(String creditorId, String account, java.time.LocalDate knownThrough) implements Message {}

        record OfDebtor(String creditorId, UUID debtorId, Signal.ContactFound signal) implements Message {}

        /** Another event type: not for a case. */
        record Other() implements Message {}
    }

    public static Message read(String type, byte[] body) {
        return switch (type) {
            case "rykker.InvoiceIssued.v1" -> invoice(body, NewsReader::issued);
            case "rykker.InvoiceCredited.v1" -> invoice(body, NewsReader::credited);
            case "rykker.InvoiceCancelled.v1" -> invoice(body, NewsReader::cancelled);
            case "rykker.InvoiceDelivered.v1" -> invoice(body, NewsReader::invoiceDelivered);
            case "rykker.InvoiceAssigned.v1" -> invoice(body, NewsReader::assigned);
            case "rykker.InvoiceReturned.v1" -> invoice(body, NewsReader::returned);
            case "rykker.InvoicePaidToFactor.v1" -> invoice(body, NewsReader::paidToFactor);
            case "rykker.PaymentReceived.v1" -> of(body, "payment-service", NewsReader::paid);
            case "rykker.PaymentReversed.v1" -> of(body, "payment-service", NewsReader::reversed);
            case "rykker.BankKnownThrough.v1" -> bank(fields(body));
            case "rykker.ReminderSent.v1" -> of(body, "notification-service", NewsReader::sent);
            case "rykker.ReminderDelivered.v1" -> of(body, "notification-service", NewsReader::delivered);
            case "rykker.ReminderUndeliverable.v1" -> of(body, "notification-service", NewsReader::undeliverable);
            case "rykker.DebtorChanged.v1" -> debtor(fields(body));
            case "rykker.CaseAccepted.v1" -> of(body, "collection-gateway", NewsReader::accepted);
            case "rykker.CaseRejected.v1" -> of(body, "collection-gateway", NewsReader::rejected);
            case "rykker.CaseProgressed.v1" -> of(body, "collection-gateway", NewsReader::progressed);
            case "rykker.CaseClosed.v1" -> of(body, "collection-gateway", NewsReader::closed);
            default -> new Message.Other();
        };
    }

    private interface Reading {
        Signal read(Fields fields);
    }

    private static Message invoice(byte[] body, Reading reading) {
        return of(body, "invoice-service", reading);
    }

    private static Message of(byte[] body, String who, Reading reading) {
        Fields fields = fields(body);
        return new Message.OfCase(id(fields, "invoiceId"), fields.text("creditorId", 63), reading.read(fields), who);
    }

    private static Signal issued(Fields fields) {
        Fields creditor = fields.object("creditor");
        Fields debtor = fields.object("debtor");
        var feesAgreed = fields.optionalFlag("feesAgreed");
        return new Signal.Issued(
                fields.text("creditorId", 63),
                new Receivable(
                        id(fields, "debtorId"),
                        fields.text("invoiceNumber", 64),
                        fields.date("issuedOn"),
                        fields.date("dueOn"),
                        fields.money("total"),
                        creditor.matching("country", COUNTRY, "a country code like DK"),
                        zone(creditor),
                        DebtorKind.of(debtor.text("kind", 40)),
                        debtor.matching("country", COUNTRY, "a country code like DK"),
                        debtor.matching("language", LANGUAGE, "a language code like da"),
                        fields.optionalText("paymentReference", 35),
                        feesAgreed != null && feesAgreed,
                        orElse(fields.optionalText("policy", 100), ""),
                        0,
                        fields.optionalText("agency", 100),
                        "statements".equals(fields.optionalText("bankFeed", 40)),
                        fields.objects("warnings", MOST_WARNINGS).stream()
                                .map(NewsReader::warning)
                                .toList()),
                optionalDelivery(fields));
    }

    private static Signal invoiceDelivered(Fields fields) {
        return new Signal.Delivered(delivery(fields.object("delivery")));
    }

    private static @Nullable Delivery optionalDelivery(Fields invoice) {
        Fields fields = invoice.optionalObject("delivery");
        return fields == null ? null : delivery(fields);
    }

    private static Delivery delivery(Fields fields) {
        return new Delivery(fields.date("on"), fields.text("channel", 40), fields.optionalText("receiptId", 200));
    }

    private static Receivable.Warning warning(Fields fields) {
        return new Receivable.Warning(
                fields.text("code", 100),
                fields.text("field", 200),
                fields.text("what", 2000),
                fields.optionalText("rule", 500));
    }

    private static String zone(Fields creditor) {
        String zone = creditor.text("timeZone", 60);
        try {
            return ZoneId.of(zone).getId();
        } catch (DateTimeException _) {
            throw creditor.refuse("timeZone", "is no time zone like Europe/Copenhagen");
        }
    }

    private static Signal credited(Fields fields) {
        return new Signal.Credited(
                id(fields, "creditNoteId"),
                new Account.Credit(
                        fields.text("creditNoteNumber", 64),
                        fields.positiveMoney("amount"),
                        fields.date("creditedOn"),
                        orElse(fields.optionalText("reason", 1000), "")));
    }

    private static Signal cancelled(Fields fields) {
        return new Signal.Cancelled(
                new Account.Cancellation(fields.date("cancelledOn"), orElse(fields.optionalText("reason", 1000), "")));
    }

    private static Signal assigned(Fields fields) {
        return new Signal.Assigned(assignment(fields, fields.optionalMoney("price"), null));
    }

    private static Signal returned(Fields fields) {
        return new Signal.Returned(assignment(fields, null, fields.date("returnedOn")));
    }

    private static Assignment assignment(Fields fields, @Nullable Money price, @Nullable LocalDate returnedOn) {
        Fields assignee = fields.object("assignee");
        return new Assignment(
                id(fields, "assignmentId"),
                kind(fields),
                assignee.text("id", 64),
                assignee.text("name", 200),
                fields.date("assignedOn"),
                price,
                returnedOn,
                fields.text("by", 200),
                fields.text("why", 1000),
                fields.number("sequence", 1, Integer.MAX_VALUE));
    }

    private static Assignment.Kind kind(Fields fields) {
        try {
            return Assignment.Kind.of(fields.text("kind", 40));
        } catch (IllegalArgumentException e) {
            throw fields.refuse("kind", "is not known here: " + e.getMessage());
        }
    }

    /** The debtor has paid, elsewhere. */
    private static Signal paidToFactor(Fields fields) {
        return new Signal.Paid(
                id(fields, "factorPaymentId"),
                new Account.Payment(fields.positiveMoney("amount"), fields.date("paidOn"), Account.FACTOR));
    }

    private static Signal paid(Fields fields) {
        return new Signal.Paid(
                id(fields, "allocationId"),
                new Account.Payment(
                        fields.positiveMoney("amount"), fields.date("valueDate"), fields.text("source", 40)));
    }

    private static Signal reversed(Fields fields) {
        return new Signal.Reversed(
                id(fields, "allocationId"),
                new Account.Reversal(
                        fields.positiveMoney("amount"),
                        fields.date("reversedOn"),
                        orElse(fields.optionalText("reason", 1000), "")));
    }

    private static Message bank(Fields fields) {
        return new Message.OfBank(
                fields.text("creditorId", 63), fields.text("account", 100), fields.date("knownThrough"));
    }

    /** Who the debtor is and where is no matter of a case; that a person has found where is. */
    private static Message debtor(Fields fields) {
        Fields contact = fields.optionalObject("contact");
        return contact == null
                ? new Message.Other()
                : new Message.OfDebtor(
                        fields.text("creditorId", 63),
                        id(fields, "debtorId"),
                        new Signal.ContactFound(
                                contact.number("version", 1, Integer.MAX_VALUE),
                                contact.date("on"),
                                contact.text("by", 500),
                                contact.text("why", 1000)));
    }

    private static Signal sent(Fields fields) {
        return new Signal.Sent(
                id(fields, "reminderId"),
                new Letter.Sent(fields.text("channel", 40), fields.date("sentOn"), fields.date("deadline")));
    }

    private static Signal delivered(Fields fields) {
        return new Signal.Arrived(id(fields, "reminderId"), fields.text("channel", 40));
    }

    private static Signal undeliverable(Fields fields) {
        return new Signal.Undeliverable(
                id(fields, "reminderId"), fields.text("channel", 40), fields.date("on"), fields.text("reason", 1000));
    }

    private static Signal accepted(Fields fields) {
        return new Signal.Accepted(
                id(fields, "caseId"),
                fields.text("agency", 100),
                fields.date("on"),
                fields.optionalText("agencyCaseNumber", 100));
    }

    private static Signal rejected(Fields fields) {
        return new Signal.Rejected(
                id(fields, "caseId"), fields.text("agency", 100), fields.date("on"), fields.text("reason", 1000));
    }

    private static Signal progressed(Fields fields) {
        return new Signal.Progressed(
                id(fields, "caseId"),
                fields.text("agency", 100),
                fields.date("on"),
                fields.text("status", 100),
                fields.optionalText("text", 4000));
    }

    private static Signal closed(Fields fields) {
        return new Signal.Closed(
                id(fields, "caseId"),
                fields.text("agency", 100),
                fields.date("on"),
                fields.text("closeCode", 100),
                fields.optionalText("text", 4000));
    }

    private static Fields fields(byte[] body) {
        try {
            JsonNode tree = JSON.readTree(body);
            if (tree == null || tree.isMissingNode()) {
                throw new Unreadable("", "the body is empty");
            }
            return Fields.of(tree);
        } catch (IOException _) {
            throw new Unreadable("", "the body is not JSON");
        }
    }

    private static UUID id(Fields fields, String name) {
        String text = fields.text(name, 36);
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw fields.refuse(name, "is not a UUID");
        }
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
