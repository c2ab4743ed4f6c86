package io.rykker.dunning.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
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
        if (!(token.getClaim("creditors") instanceof JsonArray creditors)) {
            return false;
        }
        return creditors.stream()
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).getString())
                .anyMatch(allowed -> allowed.equals("*") || allowed.equals(creditorId));
    }
}
