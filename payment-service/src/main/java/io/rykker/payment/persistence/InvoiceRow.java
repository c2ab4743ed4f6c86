package io.rykker.payment.persistence;

import io.rykker.payment.domain.Invoice;
import io.rykker.payment.domain.Invoice.Claim;
import io.rykker.payment.domain.Invoice.Issued;
import io.rykker.payment.domain.Key;
import io.rykker.payment.domain.Money;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All that is known here of one invoice. */
@Entity
@Table(name = "invoice")
public class InvoiceRow {

    @Id
    public UUID id;

    public String creditorId;
    public @Nullable String number;
    public @Nullable String paymentReference;
    public @Nullable String currency;
    public @Nullable BigDecimal total;
    public @Nullable LocalDate issuedOn;
    public boolean cancelled;
    public @Nullable String referenceKey;
    public @Nullable String numberKey;
    public int claimVersion;
    public @Nullable String claimCurrency;
    public @Nullable BigDecimal claimBalance;

    protected InvoiceRow() {}

    public InvoiceRow(Invoice invoice) {
        this.id = invoice.id();
        this.creditorId = invoice.creditorId();
        this.cancelled = invoice.cancelled();
        Issued issued = invoice.issued();
        if (issued != null) {
            this.number = issued.number();
            this.paymentReference = issued.paymentReference();
            this.currency = issued.total().currency().getCurrencyCode();
            this.total = issued.total().amount();
            this.issuedOn = issued.issuedOn();
            this.referenceKey = value(invoice.referenceKey());
            this.numberKey = value(invoice.numberKey());
        }
        Claim claim = invoice.claim();
        if (claim != null) {
            this.claimVersion = claim.version();
            this.claimCurrency = claim.balance().currency().getCurrencyCode();
            this.claimBalance = claim.balance().amount();
        }
    }

    private static @Nullable String value(@Nullable Key key) {
        return key == null ? null : key.value();
    }

    public Invoice toDomain() {
        Issued issued = number == null
                ? null
                : new Issued(
                        number,
                        paymentReference,
                        new Money(
                                Objects.requireNonNull(total), Currency.getInstance(Objects.requireNonNull(currency))),
                        Objects.requireNonNull(issuedOn));
        Claim claim = claimBalance == null
                ? null
                : new Claim(
                        claimVersion,
                        new Money(claimBalance, Currency.getInstance(Objects.requireNonNull(claimCurrency))));
        return new Invoice(id, creditorId, issued, cancelled, claim);
    }
}
