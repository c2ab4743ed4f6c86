package io.rykker.collection.messaging;

import io.rykker.collection.Heard;
import io.rykker.collection.domain.Money;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.regex.Pattern;

/** Reads what the other services say, and of it what a handover needs. Refuses with {@link Unreadable}. */
public final class Readers {

    private static final Pattern CREDITOR = Pattern.compile("[a-z0-9][a-z0-9-]{1,62}");
    private static final Pattern AGENCY = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private Readers() {}

    /** What is not for this service is skipped, and so is what it said itself on a topic that it hears. */
    static Heard read(Incoming record) {
        return switch (record.type()) {
            case "rykker.CaseEscalated.v1" -> escalated(record);
            case "rykker.CaseRecalled.v1" -> recalled(record);
            case "rykker.PaymentReceived.v1" -> received(record);
            case "rykker.PaymentReversed.v1" -> reversed(record);
            case "rykker.CreditorChanged.v1" -> creditorChanged(record);
            case "rykker.DebtorChanged.v1" -> debtorChanged(record);
            default -> new Heard.NotForUs();
        };
    }

    private static Heard escalated(Incoming record) {
        Fields fields = Json.read(record.body());
        Money paid = fields.money("paid");
        Money balance = fields.money("balance");
        if (!paid.currency().equals(balance.currency())) {
            throw fields.refuse("paid.currency", "is not the currency of the balance");
        }
        return new Heard.Escalated(
                fields.uuid("caseId"),
                fields.uuid("invoiceId"),
                creditor(fields),
                fields.uuid("debtorId"),
                fields.text("invoiceNumber", 64),
                fields.date("escalatedOn"),
                paid,
                balance,
                agency(fields),
                fields.optionalText("paymentReference", 35),
                record);
    }

    private static @org.jspecify.annotations.Nullable String agency(Fields fields) {
        return fields.optionalText("agency", 63) == null
                ? null
                : fields.matching("agency", AGENCY, "an agency's name like fjordinkasso");
    }

    private static Heard recalled(Incoming record) {
        Fields fields = Json.read(record.body());
        return new Heard.Recalled(
                fields.uuid("caseId"), fields.uuid("invoiceId"), creditor(fields), fields.text("reason", 500), record);
    }

    private static String creditor(Fields fields) {
        return fields.matching("creditorId", CREDITOR, "a creditor id like dk-nordlys");
    }

    private static Heard received(Incoming record) {
        Fields fields = Json.read(record.body());
        return new Heard.Paid(
                fields.uuid("invoiceId"),
                fields.uuid("allocationId"),
                false,
                fields.uuid("paymentId"),
                fields.money("amount"),
                fields.date("valueDate"),
                fields.text("source", 100),
                record);
    }

    private static Heard reversed(Incoming record) {
        Fields fields = Json.read(record.body());
        String source = fields.optionalText("source", 100);
        return new Heard.Paid(
                fields.uuid("invoiceId"),
                fields.uuid("allocationId"),
                true,
                fields.uuid("paymentId"),
                fields.money("amount").negated(),
                fields.date("reversedOn"),
                source == null ? "" : source,
                record);
    }

    private static Heard creditorChanged(Incoming record) {
        Fields fields = Json.read(record.body());
        ZoneId _ = zone(fields);
        String _ = fields.text("name", 500);
        return new Heard.Party(creditor(fields), version(fields), record);
    }

    private static Heard debtorChanged(Incoming record) {
        Fields fields = Json.read(record.body());
        String _ = fields.text("name", 500);
        return new Heard.Party(fields.uuid("debtorId").toString(), version(fields), record);
    }

    private static int version(Fields fields) {
        return fields.number("version", 1, Integer.MAX_VALUE);
    }

    /** The zone of a creditor that was taken in before: its days are the days of its cases. */
    public static ZoneId zoneOf(byte[] creditor) {
        return zone(Json.read(creditor));
    }

    private static ZoneId zone(Fields fields) {
        try {
            return ZoneId.of(fields.text("timeZone", 60));
        } catch (DateTimeException _) {
            throw fields.refuse("timeZone", "is not an IANA time zone like Europe/Copenhagen");
        }
    }
}
