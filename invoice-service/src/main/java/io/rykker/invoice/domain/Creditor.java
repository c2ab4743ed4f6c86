package io.rykker.invoice.domain;

import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A creditor, which is a tenant: nothing is taken in for one that is not registered. */
public record Creditor(
        String id,
        String name,
        String country,
        String timeZone,
        String language,
        Currency currency,
        BankFeed bankFeed,
        int paymentTermDays,
        @Nullable String registrationNumber,
        @Nullable String email,
        @Nullable String phone,
        @Nullable Address address,
        List<Account> accounts,
        @Nullable String policy,
        @Nullable String agency) {

    /** How the creditor's payments reach us: complete statements by day, or one by one as they happen. */
    public enum BankFeed {
        STATEMENTS,
        CONTINUOUS
    }

    /** Where debtors pay to. The scheme is IBAN, FIK, BANKGIRO, PLUSGIRO or BBAN. */
    public record Account(
            String scheme, String id, @Nullable String currency) {}
}
