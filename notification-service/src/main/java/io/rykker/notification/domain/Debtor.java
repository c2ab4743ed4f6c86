package io.rykker.notification.domain;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is written to. */
public record Debtor(
        UUID id,
        String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable Address address) {

    /** The channels on which this debtor can be reached at all. */
    public Set<String> reachable() {
        return Channel.reachable(
                email, phone, address == null ? null : address.street(), address == null ? null : address.city());
    }
}
