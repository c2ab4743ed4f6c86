package io.rykker.invoice.ubl;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rykker.invoice.domain.Finding;
import io.rykker.invoice.messaging.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The customer of an invoice as the debtor of the inbound event. */
final class Buyer {

    private static final String CUSTOMER = "cac:AccountingCustomerParty";
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]{1,189}");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ()-]{4,20}");
    private static final int LONG_NUMBER = 64;
    private static final int LONG_REGISTRATION = 32;

    private final Element document;
    private final Element party;
    private final List<Finding> findings;

    Buyer(Element document, List<Finding> findings) {
        this.document = document;
        this.findings = findings;
        Element found = document.first(CUSTOMER + "/cac:Party");
        if (found == null) {
            throw new Unreadable(document.path(CUSTOMER + "/cac:Party"), "is missing: who is to pay?");
        }
        this.party = found;
    }

    ObjectNode debtor() {
        ObjectNode debtor = JsonNodeFactory.instance.objectNode();
        ids().forEach(id -> Numbers.remark(id, findings));
        String name = name();
        String country = country();
        debtor.put("number", number(name));
        debtor.put("name", name);
        debtor.put("kind", kind());
        debtor.put("country", country);
        put(debtor, "language", language());
        put(debtor, "registrationNumber", registration());
        put(debtor, "email", fitting("cac:Contact/cbc:ElectronicMail", EMAIL));
        put(debtor, "phone", fitting("cac:Contact/cbc:Telephone", PHONE));
        debtor.set("address", address(country));
        return debtor;
    }

    private String name() {
        String name = firstText(
                "cac:PartyLegalEntity/cbc:RegistrationName", "cac:PartyName/cbc:Name", "cac:Contact/cbc:Name");
        if (name == null) {
            Element person = party.first("cac:Person");
            name = person == null
                    ? null
                    : (person.text("cbc:FirstName") + " " + person.text("cbc:FamilyName"))
                            .replace("null", "")
                            .strip();
        }
        if (name == null || name.isEmpty()) {
            throw new Unreadable(party.path("cac:PartyName/cbc:Name"), "is missing: the debtor needs a name");
        }
        return name;
    }

    /**
     * The creditor's own customer number where the document has one. The buyer's identifiers come before the buyer's
     * reference, because two buyers may well have the same reference ("n/a", a person's name) and would become one.
     */
    private String number(String name) {
        String own = document.text(CUSTOMER + "/cbc:SupplierAssignedAccountID");
        if (own != null && own.length() <= LONG_NUMBER) {
            return own;
        }
        return Stream.concat(
                        ids().filter(id -> !isPersonal(id)).map(Element::text),
                        document.all("cbc:BuyerReference").stream().map(Element::text))
                .filter(id -> !id.isEmpty() && id.length() <= LONG_NUMBER)
                .findFirst()
                .orElseGet(() -> fromName(name));
    }

    private String fromName(String name) {
        findings.add(new Finding(
                party.path("cac:PartyIdentification/cbc:ID"),
                "is missing, as is every other number of the buyer: a customer number was made of name and address"));
        String who = (name + "|" + party.text("cac:PostalAddress/cbc:PostalZone") + "|"
                        + party.text("cac:PostalAddress/cbc:StreetName"))
                .toLowerCase(Locale.ROOT);
        String hash =
                UUID.nameUUIDFromBytes(who.getBytes(StandardCharsets.UTF_8)).toString();
        return "N-" + hash.substring(0, 8) + hash.substring(9, 13);
    }

    private Stream<Element> ids() {
        return Stream.of("cac:PartyIdentification/cbc:ID", "cac:PartyLegalEntity/cbc:CompanyID", "cbc:EndpointID")
                .flatMap(path -> party.all(path).stream());
    }

    /** A person's own number is nobody's customer number and is not kept. */
    private static boolean isPersonal(Element id) {
        String scheme = String.valueOf(id.attribute("schemeID"));
        return scheme.contains("CPR") || scheme.contains("SSN");
    }

    /** A business is who has a registration, a tax number or an address in a scheme of organisations. */
    private String kind() {
        boolean isRegistered =
                firstText("cac:PartyLegalEntity/cbc:CompanyID", "cac:PartyTaxScheme/cbc:CompanyID") != null;
        boolean isOrganisation = ids().anyMatch(id ->
                id.attribute("schemeID") != null && !isPersonal(id) && !"EM".equals(id.attribute("schemeID")));
        if (!isRegistered) {
            findings.add(new Finding(
                    party.path("cac:PartyLegalEntity/cbc:CompanyID"),
                    isOrganisation
                            ? "is missing: taken as a business because of its electronic address"
                            : "is missing: taken as a consumer"));
        }
        return isRegistered || isOrganisation ? "business" : "consumer";
    }

    private String country() {
        String own = party.text("cac:PostalAddress/cac:Country/cbc:IdentificationCode");
        if (own != null) {
            return own;
        }
        String seller = document.text(
                "cac:AccountingSupplierParty/cac:Party/cac:PostalAddress/cac:Country/cbc:IdentificationCode");
        String path = "cac:PostalAddress/cac:Country/cbc:IdentificationCode";
        if (seller == null) {
            throw new Unreadable(party.path(path), "is missing: the country decides which law applies");
        }
        findings.add(new Finding(party.path(path), "is missing: taken as the seller's, " + seller));
        return seller;
    }

    private @Nullable String language() {
        String language = party.text("cac:Language/cbc:ID");
        if (language == null || !language.toLowerCase(Locale.ROOT).matches("[a-z]{2}([-_].*)?")) {
            return null;
        }
        return language.substring(0, 2).toLowerCase(Locale.ROOT);
    }

    private @Nullable String registration() {
        return party.all("cac:PartyLegalEntity/cbc:CompanyID").stream()
                .filter(id ->
                        !isPersonal(id) && !id.text().isEmpty() && id.text().length() <= LONG_REGISTRATION)
                .map(Element::text)
                .findFirst()
                .orElse(null);
    }

    private ObjectNode address(String country) {
        ObjectNode address = JsonNodeFactory.instance.objectNode();
        String street = party.text("cac:PostalAddress/cbc:StreetName");
        String house = party.text("cac:PostalAddress/cbc:BuildingNumber");
        if (street == null) {
            street = party.text("cac:PostalAddress/cac:AddressLine/cbc:Line");
        }
        put(address, "street", cut(street == null || house == null ? street : street + " " + house, 200));
        put(address, "postcode", cut(party.text("cac:PostalAddress/cbc:PostalZone"), 20));
        put(address, "city", cut(party.text("cac:PostalAddress/cbc:CityName"), 100));
        return address.put("country", country);
    }

    /** A way to reach the debtor that cannot be used is no reason to refuse an invoice. */
    private @Nullable String fitting(String path, Pattern pattern) {
        String value = party.text(path);
        if (value == null || pattern.matcher(value).matches()) {
            return value;
        }
        findings.add(new Finding(party.path(path), "cannot be used: left out"));
        return null;
    }

    private @Nullable String firstText(String... paths) {
        return Stream.of(paths)
                .flatMap(path -> party.all(path).stream())
                .map(Element::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String cut(@Nullable String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }

    private static void put(ObjectNode node, String field, @Nullable String value) {
        if (value != null) {
            node.put(field, value);
        }
    }
}
