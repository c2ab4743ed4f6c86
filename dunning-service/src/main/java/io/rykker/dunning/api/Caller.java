package io.rykker.dunning.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Who asks, and for which creditors: the claim {@code creditors} lists them, or is {@code ["*"]}. */
@RequestScoped
public class Caller {

    private static final Set<String> READERS = Set.of("ops", "viewer", "erp", "admin");

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

    /**
     * What is counted of a creditor may also be seen by a partner. A creditor consents to it by name: a token for all
     * creditors says nothing about what one of them wants.
     */
    public boolean maySeeFiguresOf(String creditorId) {
        return isPartner() ? mayWorkFor(creditorId) : mayActFor(creditorId);
    }

    /** Somebody outside, who may see figures and no names. */
    public boolean isPartner() {
        Set<String> roles = token.getGroups();
        return roles.contains("partner") && Collections.disjoint(roles, READERS);
    }

    /** The partner that the token speaks for, as policies name it, or null. */
    public @Nullable String partner() {
        Object partner = token.getClaim("partner");
        return switch (partner) {
            case String name -> name;
            case JsonString name -> name.getString();
            case null, default -> null;
        };
    }

    /** A partner works for a creditor that its token names; a token for all creditors says nothing about one of them. */
    public boolean mayWorkFor(String creditorId) {
        return !creditorId.equals("*") && creditors().contains(creditorId);
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
