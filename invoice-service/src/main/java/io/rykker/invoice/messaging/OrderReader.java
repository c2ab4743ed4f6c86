package io.rykker.invoice.messaging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rykker.invoice.domain.Address;
import io.rykker.invoice.domain.Debtor;
import io.rykker.invoice.domain.Invoice;
import io.rykker.invoice.domain.Money;
import io.rykker.invoice.domain.Order;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what ERPs send, on the topic and over HTTP alike. Refuses with {@link Unreadable}. */
public final class OrderReader {

    public static final String ISSUED = "rykker.inbound.InvoiceIssued.v1";
    public static final String CREDITED = "rykker.inbound.InvoiceCredited.v1";
    public static final String CANCELLED = "rykker.inbound.InvoiceCancelled.v1";
    public static final String DELIVERED = "rykker.inbound.InvoiceDelivered.v1";
    public static final String ASSIGNED = "rykker.inbound.InvoiceAssigned.v1";
    public static final String RETURNED = "rykker.inbound.InvoiceReturned.v1";
    public static final String PAID_TO_FACTOR = "rykker.inbound.InvoicePaidToFactor.v1";

    private static final Set<String> KNOWN =
            Set.of(ISSUED, CREDITED, CANCELLED, DELIVERED, ASSIGNED, RETURNED, PAID_TO_FACTOR);

    /** Whose word it is when an ERP names nobody. */
    private static final String THE_ERP = "erp";

    static final Pattern CREDITOR = Pattern.compile("[a-z0-9][a-z0-9-]{1,62}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]{1,189}");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ()-]{4,20}");
    private static final int MANY_BYTES = 1024 * 1024;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxStringLength(100_000)
                            .maxNumberLength(100)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private OrderReader() {}

    /** True for the types that this service obeys; others on the topic are none of its business. */
    public static boolean knows(String type) {
        return KNOWN.contains(type);
    }

    public static Order read(String type, byte[] body) {
        return read(type, parse(body));
    }

    /** Likewise, when the body was not read from bytes. */
    public static Order read(String type, JsonNode body) {
        return read(type, body, THE_ERP);
    }

    /** Likewise, from somebody whose name is known. */
    public static Order read(String type, byte[] body, String by) {
        return read(type, parse(body), by);
    }

    private static Order read(String type, JsonNode body, String by) {
        Fields fields = Fields.of(body);
        return switch (type) {
            case ISSUED -> issue(fields);
            case CREDITED -> credit(fields);
            case CANCELLED -> cancel(fields);
            case DELIVERED -> deliver(fields);
            case ASSIGNED -> AssignmentReader.assigned(fields, by);
            case RETURNED -> AssignmentReader.returned(fields, by);
            case PAID_TO_FACTOR -> AssignmentReader.paidToFactor(fields);
            default -> throw new Unreadable("ce_type", "is " + type + ", which is not taken here");
        };
    }

    static JsonNode parse(byte[] body) {
        if (body.length > MANY_BYTES) {
            throw new Unreadable.TooLarge(
                    "the body has " + body.length + " bytes, at most " + MANY_BYTES + " are taken");
        }
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            throw new Unreadable(
                    "",
                    "the body is not JSON: "
                            + e.getOriginalMessage().lines().findFirst().orElse("unreadable")
                            + (where == null
                                    ? ""
                                    : " at line " + where.getLineNr() + ", column " + where.getColumnNr()));
        } catch (IOException e) {
            throw new Unreadable("", "the body cannot be read: " + e.getMessage());
        }
    }

    private static Order issue(Fields fields) {
        String creditorId = creditorId(fields);
        Debtor debtor = debtor(creditorId, fields.object("debtor"));
        LocalDate issuedOn = fields.date("issuedOn");
        LocalDate dueOn = fields.optionalDate("dueOn");
        if (dueOn != null && dueOn.isBefore(issuedOn)) {
            throw fields.refuse("dueOn", "is " + dueOn + ", before the issue date " + issuedOn);
        }
        Money total = fields.positiveMoney("total");
        var invoice = new Invoice(
                creditorId,
                fields.text("invoiceNumber", 64),
                issuedOn,
                dueOn,
                total,
                prepaid(fields, total),
                fields.optionalText("paymentReference", 35),
                fields.optionalFlag("feesAgreed"),
                fields.optionalText("note", 1000),
                debtor.number());
        return new Order.Issue(invoice, debtor, DeliveryReader.optional(fields.optionalObject("delivery")));
    }

    private static @Nullable Money prepaid(Fields fields, Money total) {
        Money prepaid = fields.optionalMoney("prepaid");
        if (prepaid != null && !prepaid.currency().equals(total.currency())) {
            throw fields.refuse("prepaid.currency", "is not the currency of the total");
        }
        return prepaid;
    }

    private static Debtor debtor(String creditorId, Fields fields) {
        String country = fields.matching("country", COUNTRY, "an ISO 3166-1 code like DK");
        String language = fields.optionalMatching("language", LANGUAGE, "an ISO 639-1 code like da");
        return new Debtor(
                creditorId,
                fields.text("number", 64),
                fields.text("name", 200),
                fields.word("kind", Debtor.Kind.class),
                country,
                language == null ? languageOf(country) : language,
                fields.optionalText("registrationNumber", 32),
                email(fields),
                phone(fields),
                address(fields.optionalObject("address")));
    }

    static @Nullable String email(Fields fields) {
        return fields.optionalMatching("email", EMAIL, "an e-mail address");
    }

    static @Nullable String phone(Fields fields) {
        return fields.optionalMatching("phone", PHONE, "a telephone number like +4512345678");
    }

    static @Nullable Address address(@Nullable Fields fields) {
        return fields == null
                ? null
                : new Address(
                        fields.optionalText("street", 200),
                        fields.optionalText("postcode", 20),
                        fields.optionalText("city", 100),
                        fields.matching("country", COUNTRY, "an ISO 3166-1 code like DK"));
    }

    /** The language a letter to a country is written in when nobody said another. */
    public static String languageOf(String country) {
        return switch (country) {
            case "DK" -> "da";
            case "NO" -> "nb";
            case "SE" -> "sv";
            case "FI" -> "fi";
            case "DE", "AT" -> "de";
            default -> "en";
        };
    }

    private static Order credit(Fields fields) {
        return new Order.Credit(
                creditorId(fields),
                fields.text("creditNoteNumber", 64),
                fields.text("invoiceNumber", 64),
                fields.date("issuedOn"),
                fields.positiveMoney("amount"),
                fields.optionalText("reason", 500));
    }

    private static Order cancel(Fields fields) {
        return new Order.Cancel(
                creditorId(fields),
                fields.text("invoiceNumber", 64),
                fields.date("cancelledOn"),
                fields.optionalText("reason", 500));
    }

    private static Order deliver(Fields fields) {
        return new Order.Deliver(
                creditorId(fields), fields.text("invoiceNumber", 64), DeliveryReader.read(fields.object("delivery")));
    }

    static String creditorId(Fields fields) {
        return fields.matching("creditorId", CREDITOR, "a creditor id like dk-nordlys");
    }

    static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
