package io.rykker.payment.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.util.Set;
import java.util.function.Predicate;
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
        return creditors().test(creditorId);
    }

    /** The same question for later, when this request's token is not at hand any more. */
    public Predicate<String> creditors() {
        if (!(token.getClaim("creditors") instanceof JsonArray creditors)) {
            return _ -> false;
        }
        Set<String> allowed = creditors.stream()
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).getString())
                .collect(Collectors.toSet());
        return creditorId -> allowed.contains("*") || allowed.contains(creditorId);
    }
}
