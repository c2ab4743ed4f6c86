package io.rykker.invoice.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rykker.invoice.domain.Creditor;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.Id;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.io.UncheckedIOException;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** A registered creditor. */
@Entity
@SqlResultSetMapping(name = CreditorRow.ROWS, entities = @EntityResult(entityClass = CreditorRow.class))
@Table(name = "creditor")
public class CreditorRow {

    /** The rows of a query in SQL. Hibernate keeps the plan of a query whose mapping has a name. */
    static final String ROWS = "creditors";

    private static final ObjectMapper JSON = new ObjectMapper();

    @Id
    public String id;

    public int version;
    public String name;
    public String country;
    public String timeZone;
    public String language;
    public String currency;
    public String bankFeed;
    public int paymentTermDays;
    public @Nullable String registrationNumber;
    public @Nullable String email;
    public @Nullable String phone;

    /** JSON, because nothing is ever looked for in it. */
    public @Nullable String address;

    /** JSON, likewise. */
    public String accounts;

    public @Nullable String policy;
    public @Nullable String agency;

    protected CreditorRow() {}

    public CreditorRow(Creditor creditor, int version) {
        this.id = creditor.id();
        this.version = version;
        this.name = creditor.name();
        this.country = creditor.country();
        this.timeZone = creditor.timeZone();
        this.language = creditor.language();
        this.currency = creditor.currency().getCurrencyCode();
        this.bankFeed = creditor.bankFeed().name();
        this.paymentTermDays = creditor.paymentTermDays();
        this.registrationNumber = creditor.registrationNumber();
        this.email = creditor.email();
        this.phone = creditor.phone();
        this.address = creditor.address() == null ? null : write(creditor.address());
        this.accounts = write(creditor.accounts());
        this.policy = creditor.policy();
        this.agency = creditor.agency();
    }

    public Creditor toDomain() {
        return new Creditor(
                id,
                name,
                country,
                timeZone,
                language,
                Currency.getInstance(currency),
                Creditor.BankFeed.valueOf(bankFeed),
                paymentTermDays,
                registrationNumber,
                email,
                phone,
                address == null ? null : read(address, new TypeReference<>() {}),
                read(accounts, new TypeReference<>() {}),
                policy,
                agency);
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
