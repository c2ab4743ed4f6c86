package io.rykker.collection.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

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
        List<String> creditors = creditors();
        return creditors.contains("*") || creditors.contains(creditorId);
    }

    /** Those that may be shown, of the one that was asked for or of all; null when that is every creditor. */
    @Nullable
    Collection<String> creditorsAmong(@Nullable String asked) {
        if (asked != null) {
            return mayActFor(asked) ? List.of(asked) : List.of("");
        }
        List<String> creditors = creditors();
        return creditors.contains("*") ? null : creditors.isEmpty() ? List.of("") : creditors;
    }

    /** The agency that asks; null for anybody else. */
    public @Nullable String agency() {
        return token.getClaim("agency") instanceof String agency && !agency.isBlank() ? agency : null;
    }

    private List<String> creditors() {
        if (!(token.getClaim("creditors") instanceof JsonArray creditors)) {
            return List.of();
        }
        return creditors.stream()
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).getString())
                .toList();
    }
}
