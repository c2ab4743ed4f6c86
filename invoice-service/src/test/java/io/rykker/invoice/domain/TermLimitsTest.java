package io.rykker.invoice.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rykker.invoice.messaging.PaymentTerms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long a business may be given to pay, country by country, and what is said of a longer term. */
class TermLimitsTest {

    private static final Path LAW =
            Path.of(System.getProperty("rykker.root", ".."), "dunning-service/src/main/resources/law");

    @Test
    void a_term_over_the_limit_of_the_country_is_a_warning_with_its_rule() {
        for (String limit : List.of("DK 30", "SE 30", "FI 30", "NO 60", "DE 60", "FR 60")) {
            String country = limit.substring(0, 2);
            int days = Integer.parseInt(limit.substring(3));

            assertThat(said(country, Debtor.Kind.BUSINESS, days)).as(limit).isEmpty();
            assertThat(said(country, Debtor.Kind.BUSINESS, days + 1))
                    .as(limit)
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.code()).isEqualTo("TERM_OVER_LIMIT");
                        assertThat(finding.field()).isEqualTo("dueOn");
                        assertThat(finding.what()).contains((days + 1) + " days", "more than " + days, finding.rule());
                    });
        }
        assertThat(said("DE", Debtor.Kind.BUSINESS, 120).getFirst().rule()).isEqualTo("BGB § 271a (1)");
    }

    @Test
    void a_consumer_and_a_country_without_a_row_have_no_limit() {
        assertThat(said("DK", Debtor.Kind.CONSUMER, 400)).isEmpty();
        assertThat(said("US", Debtor.Kind.BUSINESS, 400)).isEmpty();
    }

    @Test
    void the_creditors_own_terms_count_like_a_stated_day() {
        Invoice invoice = Trade.invoice(null, Trade.money("10.00"));

        assertThat(Review.of(invoice, Trade.DEBTOR, Trade.DAY.plusDays(45), PaymentTerms.LIMITS))
                .extracting(Finding::code)
                .contains("TERM_OVER_LIMIT");
    }

    @Test
    void the_row_of_the_day_of_issue_counts() {
        assertThat(PaymentTerms.LIMITS
                        .of("FI", LocalDate.parse("2015-04-30"))
                        .orElseThrow()
                        .days())
                .isEqualTo(60);
        assertThat(PaymentTerms.LIMITS
                        .of("FI", LocalDate.parse("2015-05-01"))
                        .orElseThrow()
                        .days())
                .isEqualTo(30);
        assertThat(PaymentTerms.LIMITS.of("DK", LocalDate.parse("2012-01-01"))).isEmpty();
    }

    /** The law packs and this list are data of two services, and say the same where both say something. */
    @Test
    void no_law_pack_says_otherwise() throws Exception {
        int compared = 0;
        for (String pack : List.of("dk", "no", "se", "fi", "de", "eu")) {
            JsonNode law = new ObjectMapper().readTree(Files.readAllBytes(LAW.resolve(pack + ".json")));
            for (JsonNode row : law.get("rows")) {
                if (row.get("rule").asText().equals("payment-term.max-days")
                        && row.get("debtor").asText().equals("business")) {
                    String country =
                            pack.equals("eu") ? "FR" : law.get("country").asText();
                    assertThat(PaymentTerms.LIMITS
                                    .of(country, Trade.DAY)
                                    .orElseThrow()
                                    .days())
                            .as(pack)
                            .isEqualTo(row.get("value").asInt());
                    compared++;
                }
            }
        }
        assertThat(compared).isPositive();
    }

    private static List<Finding> said(String country, Debtor.Kind kind, int days) {
        var debtor = new Debtor("dk-nordlys", "C-1", "Havn", kind, country, "en", null, null, null, null);
        Invoice invoice = Trade.invoice(Trade.DAY.plusDays(days), Trade.money("10.00"));
        return Review.of(invoice, debtor, Trade.DAY.plusDays(days), PaymentTerms.LIMITS).stream()
                .filter(finding -> finding.code() != null)
                .toList();
    }
}
