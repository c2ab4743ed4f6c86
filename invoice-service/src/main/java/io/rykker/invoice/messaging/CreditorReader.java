package io.rykker.invoice.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import io.rykker.invoice.domain.Creditor;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a creditor as it is registered. Refuses with {@link Unreadable}. */
public final class CreditorReader {

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final int USUAL_TERM_DAYS = 14;

    private CreditorReader() {}

    public static Creditor read(String id, byte[] body) {
        if (!OrderReader.CREDITOR.matcher(id).matches()) {
            throw new Unreadable("creditorId", "is not a creditor id like dk-nordlys");
        }
        Fields fields = Fields.of(OrderReader.parse(body));
        String country = fields.matching("country", COUNTRY, "an ISO 3166-1 code like DK");
        String language = fields.optionalMatching("language", LANGUAGE, "an ISO 639-1 code like da");
        Integer term = fields.optionalNumber("paymentTermDays", 0, 365);
        return new Creditor(
                id,
                fields.text("name", 200),
                country,
                zone(fields),
                language == null ? OrderReader.languageOf(country) : language,
                currency(fields),
                fields.word("bankFeed", Creditor.BankFeed.class),
                term == null ? USUAL_TERM_DAYS : term,
                fields.optionalText("registrationNumber", 32),
                fields.optionalText("email", 254),
                fields.optionalText("phone", 20),
                OrderReader.address(fields.optionalObject("address")),
                accounts(fields),
                fields.optionalMatching("policy", NAME, "a policy's name like nordic-friendly"),
                fields.optionalMatching("agency", NAME, "an agency's name"));
    }

    private static String zone(Fields fields) {
        String zone = fields.text("timeZone", 60);
        try {
            return ZoneId.of(zone).getId();
        } catch (DateTimeException _) {
            throw fields.refuse("timeZone", "is not an IANA time zone like Europe/Copenhagen");
        }
    }

    private static Currency currency(Fields fields) {
        try {
            return Currency.getInstance(fields.text("currency", 10));
        } catch (IllegalArgumentException _) {
            throw fields.refuse("currency", "is not an ISO 4217 code like DKK");
        }
    }

    private static List<Creditor.Account> accounts(Fields fields) {
        JsonNode list = fields.raw("accounts");
        if (list.isMissingNode() || list.isNull()) {
            return List.of();
        }
        if (!list.isArray() || list.size() > 50) {
            throw fields.refuse("accounts", "is not a list of at most 50 accounts");
        }
        List<Creditor.Account> accounts = new ArrayList<>();
        for (JsonNode entry : list) {
            Fields account = Fields.of(entry);
            @Nullable String currency = account.optionalText("currency", 3);
            accounts.add(new Creditor.Account(account.text("scheme", 20), account.text("id", 40), currency));
        }
        return List.copyOf(accounts);
    }
}
