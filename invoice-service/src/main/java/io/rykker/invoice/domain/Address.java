package io.rykker.invoice.domain;

import org.jspecify.annotations.Nullable;

/** A postal address; only the country is always known. */
public record Address(
        @Nullable String street,
        @Nullable String postcode,
        @Nullable String city,
        String country) {}
