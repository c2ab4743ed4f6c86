package io.rykker.invoice.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rykker.invoice.domain.Address;
import io.rykker.invoice.domain.Contact;
import io.rykker.invoice.domain.Debtor;
import io.rykker.invoice.domain.Invoice;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.Id;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A debtor as the latest of its invoices tells, and where a person found that it is to be reached instead. */
@Entity
@SqlResultSetMapping(name = DebtorRow.ROWS, entities = @EntityResult(entityClass = DebtorRow.class))
@Table(name = "debtor")
public class DebtorRow {

    /** The rows of a query in SQL. Hibernate keeps the plan of a query whose mapping has a name. */
    static final String ROWS = "debtors";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    @Id
    public UUID id;

    public String creditorId;
    public int version;
    public String number;
    public String name;
    public String kind;
    public String country;
    public String language;
    public @Nullable String registrationNumber;
    public @Nullable String email;
    public @Nullable String phone;
    public @Nullable String street;
    public @Nullable String postcode;
    public @Nullable String city;
    public @Nullable String addressCountry;
    public LocalDate toldOn;
    public String toldBy;

    /** JSON, because nothing is ever looked for in it; null while the invoices know best. */
    public @Nullable String contact;

    protected DebtorRow() {}

    public static DebtorRow of(Debtor debtor, Invoice toldBy) {
        var row = new DebtorRow();
        row.id = debtor.id();
        row.creditorId = debtor.creditorId();
        row.number = debtor.number();
        row.tell(debtor, toldBy);
        return row;
    }

    /** A later invoice knows better; of two issued on one day the one with the higher number does. */
    public boolean isOlderThan(Invoice invoice) {
        int byDay = toldOn.compareTo(invoice.issuedOn());
        return byDay < 0 || (byDay == 0 && toldBy.compareTo(invoice.invoiceNumber()) < 0);
    }

    /** Takes over what the invoice tells; it is a new version when it tells anything new. */
    public void tell(Debtor debtor, Invoice invoice) {
        if (version == 0 || !toDomain().equals(debtor)) {
            version++;
        }
        if (isNewerContact(debtor, invoice)) {
            contact = null;
        }
        name = debtor.name();
        kind = debtor.kind().name();
        country = debtor.country();
        language = debtor.language();
        registrationNumber = debtor.registrationNumber();
        email = debtor.email();
        phone = debtor.phone();
        Address address = debtor.address();
        street = address == null ? null : address.street();
        postcode = address == null ? null : address.postcode();
        city = address == null ? null : address.city();
        addressCountry = address == null ? null : address.country();
        toldOn = invoice.issuedOn();
        toldBy = invoice.invoiceNumber();
    }

    /**
     * What a person found stands until a later invoice brings contact points that the invoices have not told before: the
     * same old ones again are no news.
     */
    private boolean isNewerContact(Debtor debtor, Invoice invoice) {
        Contact found = contact();
        if (found == null || invoice.issuedOn().isBefore(found.on())) {
            return false;
        }
        Debtor before = toDomain();
        return isNews(before.email(), debtor.email())
                || isNews(before.phone(), debtor.phone())
                || isNews(before.address(), debtor.address());
    }

    private static boolean isNews(@Nullable Object before, @Nullable Object now) {
        return now != null && !Objects.equals(before, now);
    }

    /** Where a person found that the debtor is to be reached: a new version, unless that is known already. */
    public boolean reachAt(Contact found) {
        Contact before = contact();
        if (before != null && before.leadsWhere(found)) {
            return false;
        }
        version++;
        contact = write(new Contact(
                found.email(), found.phone(), found.address(), found.on(), found.by(), found.why(), version));
        return true;
    }

    public @Nullable Contact contact() {
        try {
            return contact == null ? null : JSON.readValue(contact, Contact.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String write(Contact contact) {
        try {
            return JSON.writeValueAsString(contact);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The debtor as the invoices tell. */
    public Debtor toDomain() {
        return new Debtor(
                creditorId,
                number,
                name,
                Debtor.Kind.valueOf(kind),
                country,
                language,
                registrationNumber,
                email,
                phone,
                addressCountry == null ? null : new Address(street, postcode, city, addressCountry));
    }
}
