package io.rykker.invoice.persistence;

import io.rykker.invoice.domain.Address;
import io.rykker.invoice.domain.Debtor;
import io.rykker.invoice.domain.Invoice;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.Id;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A debtor as the latest of its invoices tells. */
@Entity
@SqlResultSetMapping(name = DebtorRow.ROWS, entities = @EntityResult(entityClass = DebtorRow.class))
@Table(name = "debtor")
public class DebtorRow {

    /** The rows of a query in SQL. Hibernate keeps the plan of a query whose mapping has a name. */
    static final String ROWS = "debtors";

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
