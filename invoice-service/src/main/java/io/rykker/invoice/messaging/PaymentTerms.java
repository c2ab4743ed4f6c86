package io.rykker.invoice.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rykker.invoice.domain.TermLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Reads the limits of payment terms from {@code payment-terms.json}; they are the same as long as the service runs. */
public final class PaymentTerms {

    public static final TermLimits LIMITS = read();

    private PaymentTerms() {}

    private static TermLimits read() {
        try (InputStream file = PaymentTerms.class.getResourceAsStream("/payment-terms.json")) {
            List<TermLimits.Limit> limits = new ArrayList<>();
            for (JsonNode row :
                    new ObjectMapper().readTree(Objects.requireNonNull(file)).path("rows")) {
                Set<String> countries = new HashSet<>();
                row.required("countries").forEach(country -> countries.add(country.asText()));
                limits.add(new TermLimits.Limit(
                        Set.copyOf(countries),
                        LocalDate.parse(row.required("from").asText()),
                        row.required("days").intValue(),
                        row.required("paragraph").asText()));
            }
            return new TermLimits(List.copyOf(limits));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
