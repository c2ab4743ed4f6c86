package io.rykker.notification.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import io.rykker.notification.Heard;
import io.rykker.notification.domain.Money;
import io.rykker.notification.domain.Reminder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what dunning decides. Refuses with {@link Unreadable}. */
public final class ReminderReader {

    static final String DUE = "rykker.ReminderDue.v1";
    static final String WITHDRAWN = "rykker.ReminderWithdrawn.v1";

    private static final Pattern CREDITOR = Pattern.compile("[a-z0-9][a-z0-9-]{1,62}");
    private static final int MANY = 500;

    private ReminderReader() {}

    static Heard read(Incoming record) {
        return switch (record.type()) {
            case DUE -> new Heard.Due(due(record.body()), record);
            case WITHDRAWN -> withdrawn(record);
            default -> new Heard.NotForUs();
        };
    }

    public static Reminder due(byte[] body) {
        Fields fields = Json.read(body);
        return new Reminder(
                fields.uuid("reminderId"),
                fields.uuid("invoiceId"),
                creditor(fields),
                fields.uuid("debtorId"),
                fields.text("invoiceNumber", 64),
                fields.text("kind", 100),
                fields.date("decidedOn"),
                fields.date("deadline"),
                fields.number("deadlineDays", 0, 3650),
                fields.money("amountDue"),
                claim(fields, "claim"),
                fields.money("paid"),
                fields.money("credited"),
                channels(fields),
                fields.text("language", 20),
                fields.date("issuedOn"),
                fields.date("dueOn"),
                fields.optionalText("paymentReference", 100),
                fields.optionalText("nextStep", 500),
                alsoDue(fields),
                fields.optionalText("step", 100),
                new Reminder.Before(
                        instalments(fields),
                        fields.optionalDate("earlierLetterOn"),
                        fields.optionalDate("earlierCallOn"),
                        numberOrZero(fields, "brokenAgreements", 1000)),
                is(fields, "newDebtor") ? new Reminder.Terms(is(fields, "feesAgreed")) : null,
                numberOrZero(fields, "debtorVersion", Integer.MAX_VALUE));
    }

    private static int numberOrZero(Fields fields, String name, int most) {
        return fields.raw(name).isMissingNode() ? 0 : fields.number(name, 0, most);
    }

    private static boolean is(Fields fields, String name) {
        JsonNode flag = fields.raw(name);
        if (!flag.isMissingNode() && !flag.isNull() && !flag.isBoolean()) {
            throw fields.refuse(name, "is neither true nor false");
        }
        return flag.booleanValue();
    }

    private static List<Reminder.Instalment> instalments(Fields fields) {
        List<Reminder.Instalment> instalments = new ArrayList<>();
        if (fields.raw("instalments").isMissingNode()) {
            return instalments;
        }
        for (JsonNode node : list(fields, "instalments")) {
            Fields one = Fields.of(node);
            instalments.add(new Reminder.Instalment(one.date("on"), one.money("amount")));
        }
        return instalments;
    }

    private static List<Reminder.Other> alsoDue(Fields fields) {
        List<Reminder.Other> others = new ArrayList<>();
        JsonNode list = fields.raw("alsoDue");
        if (list.isMissingNode() || list.isNull()) {
            return others;
        }
        for (JsonNode node : list(fields, "alsoDue")) {
            Fields other = Fields.of(node);
            Money balance = other.money("balance");
            if (!balance.currency().equals(fields.money("amountDue").currency())) {
                throw fields.refuse("alsoDue", "has another currency than the amount that is due");
            }
            others.add(new Reminder.Other(
                    other.text("invoiceNumber", 64),
                    other.date("issuedOn"),
                    other.date("dueOn"),
                    claim(other, "lines"),
                    other.money("paid"),
                    other.money("credited"),
                    balance,
                    other.optionalText("paymentReference", 100)));
        }
        return others;
    }

    private static Heard withdrawn(Incoming record) {
        Fields fields = Json.read(record.body());
        return new Heard.Withdrawn(
                fields.uuid("reminderId"),
                fields.uuid("invoiceId"),
                creditor(fields),
                fields.text("reason", 500),
                record);
    }

    private static String creditor(Fields fields) {
        return fields.matching("creditorId", CREDITOR, "a creditor id like dk-nordlys");
    }

    private static List<Reminder.Line> claim(Fields fields, String name) {
        List<Reminder.Line> lines = new ArrayList<>();
        for (JsonNode node : list(fields, name)) {
            Fields line = Fields.of(node);
            lines.add(new Reminder.Line(line.text("kind", 100), line.money("amount"), line.date("on")));
        }
        return lines;
    }

    private static List<String> channels(Fields fields) {
        List<String> channels = new ArrayList<>();
        for (JsonNode node : list(fields, "channels")) {
            if (!node.isTextual()) {
                throw fields.refuse("channels", "has something in it that is not a string");
            }
            channels.add(node.textValue());
        }
        if (channels.isEmpty()) {
            throw fields.refuse("channels", "is empty");
        }
        return channels;
    }

    private static JsonNode list(Fields fields, String name) {
        JsonNode list = fields.raw(name);
        if (!list.isArray() || list.size() > MANY) {
            throw fields.refuse(name, "is not a list of at most " + MANY);
        }
        return list;
    }
}
