package io.rykker.notification.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import io.rykker.notification.Heard;
import io.rykker.notification.domain.Address;
import io.rykker.notification.domain.Creditor;
import io.rykker.notification.domain.Debtor;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads who writes and who is written to. Refuses with {@link Unreadable}. */
public final class PartyReader {

    static final String CREDITOR = "rykker.CreditorChanged.v1";
    static final String DEBTOR = "rykker.DebtorChanged.v1";

    private PartyReader() {}

    static Heard read(Incoming record) {
        return switch (record.type()) {
            case CREDITOR -> {
                Fields fields = Json.read(record.body());
                Creditor creditor = creditor(fields);
                yield new Heard.Party(creditor.id(), fields.number("version", 1, Integer.MAX_VALUE), record);
            }
            case DEBTOR -> {
                Fields fields = Json.read(record.body());
                Debtor debtor = debtor(fields);
                yield new Heard.Party(debtor.id().toString(), fields.number("version", 1, Integer.MAX_VALUE), record);
            }
            default -> new Heard.NotForUs();
        };
    }

    public static Creditor creditor(byte[] body) {
        return creditor(Json.read(body));
    }

    public static Debtor debtor(byte[] body) {
        return debtor(Json.read(body));
    }

    private static Creditor creditor(Fields fields) {
        return new Creditor(
                fields.text("creditorId", 63),
                fields.text("name", 500),
                zone(fields),
                fields.optionalText("registrationNumber", 100),
                fields.optionalText("email", 500),
                fields.optionalText("phone", 100),
                address(fields),
                accounts(fields));
    }

    private static Debtor debtor(Fields fields) {
        return new Debtor(
                fields.uuid("debtorId"),
                fields.text("name", 500),
                fields.optionalText("email", 500),
                fields.optionalText("phone", 100),
                address(fields));
    }

    private static ZoneId zone(Fields fields) {
        try {
            return ZoneId.of(fields.text("timeZone", 60));
        } catch (DateTimeException _) {
            throw fields.refuse("timeZone", "is not an IANA time zone like Europe/Copenhagen");
        }
    }

    private static @Nullable Address address(Fields party) {
        Fields fields = party.optionalObject("address");
        return fields == null
                ? null
                : new Address(
                        fields.optionalText("street", 500),
                        fields.optionalText("postcode", 100),
                        fields.optionalText("city", 500),
                        fields.text("country", 2));
    }

    private static List<Creditor.Account> accounts(Fields fields) {
        JsonNode list = fields.raw("accounts");
        List<Creditor.Account> accounts = new ArrayList<>();
        for (JsonNode entry : list) {
            Fields account = Fields.of(entry);
            accounts.add(new Creditor.Account(
                    account.text("scheme", 50), account.text("id", 100), account.optionalText("currency", 3)));
        }
        return accounts;
    }
}
