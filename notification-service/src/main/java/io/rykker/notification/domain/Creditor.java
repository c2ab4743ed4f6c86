package io.rykker.notification.domain;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who writes. */
public record Creditor(
        String id,
        String name,
        ZoneId zone,
        @Nullable String registrationNumber,
        @Nullable String email,
        @Nullable String phone,
        @Nullable Address address,
        List<Account> accounts) {

    public Creditor {
        accounts = List.copyOf(accounts);
    }

    /** Where the money is to go: scheme is IBAN, FIK, BANKGIRO, PLUSGIRO or BBAN. */
    public record Account(
            String scheme, String id, @Nullable String currency) {}
}
