package io.rykker.dunning.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who asks, and for which creditors: the claim {@code creditors} lists them, or is {@code ["*"]}. */
@RequestScoped
public class Caller {

    private final JsonWebToken token;

    Caller(JsonWebToken token) {
        this.token = token;
    }

    public String name() {
        return token.getName();
    }

    public boolean mayActFor(String creditorId) {
        return creditors().contains("*") || creditors().contains(creditorId);
    }

    /** The creditors as the token lists them, {@code *} for all. */
    public Set<String> creditors() {
        if (!(token.getClaim("creditors") instanceof JsonArray creditors)) {
            return Set.of();
        }
        return creditors.stream()
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).getString())
                .collect(Collectors.toUnmodifiableSet());
    }
}
