package io.rykker.invoice.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.rykker.invoice.domain.Contact;
import io.rykker.invoice.domain.Debtor;
import io.rykker.invoice.domain.Invoice;
import io.rykker.invoice.domain.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebtorRowTest {

    record Told(Debtor debtor, Invoice invoice) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void any_order_of_invoices_with_repeats_ends_in_the_same_debtor(long seed) {
        List<Told> all = List.of(
                told("A-1", 5, "Havn & Co ApS"),
                told("A-2", 5, "Havn og Co ApS"),
                told("A-3", 3, "Havn"),
                told("A-4", 9, "Havn & Co A/S"),
                told("A-5", 9, "Havn & Sønner A/S"),
                told("A-0", 9, "Havn"));
        var random = new Random(seed);
        for (int walk = 0; walk < 500; walk++) {
            List<Told> shuffled = new ArrayList<>(all);
            shuffled.addAll(all.subList(0, random.nextInt(all.size())));
            Collections.shuffle(shuffled, random);

            DebtorRow row = DebtorRow.of(
                    shuffled.getFirst().debtor(), shuffled.getFirst().invoice());
            int versions = 1;
            for (Told told : shuffled) {
                if (row.isOlderThan(told.invoice())) {
                    boolean isNews = !row.toDomain().equals(told.debtor());
                    row.tell(told.debtor(), told.invoice());
                    versions += isNews ? 1 : 0;
                }
            }

            assertThat(row.name).as("seed %d, %s", seed, shuffled).isEqualTo("Havn & Sønner A/S");
            assertThat(row.version).isEqualTo(versions);
        }
    }

    @Test
    void what_a_person_found_stands_until_a_later_invoice_brings_contact_points_that_none_brought_before() {
        DebtorRow row = row(reached("A-1", 5, "old@havn.example"));
        assertThat(row.reachAt(found("right@havn.example", 9))).isTrue();
        assertThat(row.version).isEqualTo(2);
        assertThat(row.reachAt(found("right@havn.example", 10))).isFalse();

        tell(row, reached("A-2", 12, "old@havn.example"));
        assertThat(email(row)).as("the same old address again").isEqualTo("right@havn.example");
        tell(row, reached("A-3", 13, null));
        assertThat(email(row)).as("no address at all").isEqualTo("right@havn.example");
        tell(row, reached("A-4", 14, "new@havn.example"));
        assertThat(email(row)).as("a new address").isEqualTo("new@havn.example");
        assertThat(row.contact()).isNull();
    }

    @Test
    void an_invoice_from_before_it_was_found_knows_no_better() {
        DebtorRow row = row(reached("A-1", 5, "old@havn.example"));
        row.reachAt(found("right@havn.example", 9));

        tell(row, reached("A-2", 8, "late@havn.example"));

        assertThat(email(row)).isEqualTo("right@havn.example");
        assertThat(row.contact().version()).isEqualTo(2);
    }

    private static DebtorRow row(Told told) {
        return DebtorRow.of(told.debtor(), told.invoice());
    }

    private static void tell(DebtorRow row, Told told) {
        assertThat(row.isOlderThan(told.invoice())).isTrue();
        row.tell(told.debtor(), told.invoice());
    }

    private static String email(DebtorRow row) {
        Contact contact = row.contact();
        return (contact == null ? row.toDomain() : contact.of(row.toDomain())).email();
    }

    private static Contact found(String email, int day) {
        return new Contact(email, null, null, LocalDate.of(2026, 1, day), "mette", "called", 0);
    }

    private static Told reached(String number, int day, String email) {
        Told told = told(number, day, "Havn & Co ApS");
        Debtor debtor = new Contact(email, null, null, LocalDate.EPOCH, "", "", 0).of(told.debtor());
        return new Told(debtor, told.invoice());
    }

    private static Told told(String number, int day, String name) {
        var debtor = new Debtor("dk-one", "C-1", name, Debtor.Kind.BUSINESS, "DK", "da", null, null, null, null);
        var total = new Money(BigDecimal.TEN, Currency.getInstance("DKK"));
        return new Told(
                debtor,
                new Invoice("dk-one", number, LocalDate.of(2026, 1, day), null, total, null, null, null, null, "C-1"));
    }
}
