package io.rykker.notification.domain;

import org.jspecify.annotations.Nullable;

/** A postal address. */
public record Address(
        @Nullable String street,
        @Nullable String postcode,
        @Nullable String city,
        String country) {}
