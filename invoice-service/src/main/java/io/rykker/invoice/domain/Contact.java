package io.rykker.invoice.domain;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a person found that a debtor is to be reached. It is taken whole: what is not in it led to somebody else, so the
 * invoices' own contact points do not fill it up.
 *
 * @param on the day on which it was stored, in the creditor's time zone
 * @param by whose word it is
 * @param version the version of the debtor that it came with
 */
public record Contact(
        @Nullable String email,
        @Nullable String phone,
        @Nullable Address address,
        LocalDate on,
        String by,
        String why,
        int version) {

    /** The same, stored on a day. */
    public Contact on(LocalDate day) {
        return new Contact(email, phone, address, day, by, why, version);
    }

    /** The same ways to the same debtor, whoever says so. */
    public boolean leadsWhere(Contact other) {
        return Objects.equals(email, other.email)
                && Objects.equals(phone, other.phone)
                && Objects.equals(address, other.address);
    }

    /** The debtor as it is to be reached. */
    public Debtor of(Debtor debtor) {
        return new Debtor(
                debtor.creditorId(),
                debtor.number(),
                debtor.name(),
                debtor.kind(),
                debtor.country(),
                debtor.language(),
                debtor.registrationNumber(),
                email,
                phone,
                address);
    }
}
