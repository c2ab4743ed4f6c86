package io.rykker.invoice.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A creditor's customer, as the latest of the invoices tells. */
public record Debtor(
        String creditorId,
        String number,
        String name,
        Kind kind,
        String country,
        String language,
        @Nullable String registrationNumber,
        @Nullable String email,
        @Nullable String phone,
        @Nullable Address address) {

    /** Decides which law applies: a consumer is protected where a business is not. */
    public enum Kind {
        BUSINESS,
        CONSUMER
    }

    public UUID id() {
        return Ids.debtor(creditorId, number);
    }
}
