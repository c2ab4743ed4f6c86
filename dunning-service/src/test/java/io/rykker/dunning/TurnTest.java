package io.rykker.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import io.rykker.dunning.persistence.DebtorRow;
import io.rykker.dunning.persistence.PastRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A turn of the sweep is as large as it may be, however many cases a debtor has. */
class TurnTest {

    private static final Instant NOW = Instant.parse("2026-03-11T06:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-03-11");

    @Test
    void debtors_are_taken_until_there_are_enough_cases_and_the_last_one_with_all() {
        List<PastRow> pasts =
                IntStream.range(0, 30).mapToObj(i -> past(i % 10, i, TODAY)).toList();

        var turn = Turn.of(found(10), pasts, NOW, 5);

        assertThat(turn.debtors()).extracting(row -> row.debtorId).containsExactly(debtor(0), debtor(1));
        assertThat(turn.invoices())
                .containsExactlyInAnyOrder(invoice(0), invoice(10), invoice(20), invoice(1), invoice(11), invoice(21));
        assertThat(turn.more()).isTrue();
    }

    @Test
    void one_debtor_with_more_cases_than_that_is_a_turn_of_its_own() {
        List<PastRow> pasts =
                IntStream.range(0, 100).mapToObj(i -> past(0, i * 10, TODAY)).toList();

        var turn = Turn.of(found(2), pasts, NOW, 5);

        assertThat(turn.debtors()).hasSize(1);
        assertThat(turn.invoices()).hasSize(100);
        assertThat(turn.more()).isTrue();
    }

    @Test
    void what_is_not_due_takes_no_room() {
        List<PastRow> pasts = List.of(past(0, 10, TODAY.plusDays(2)), past(1, 11, null));

        var turn = Turn.of(found(2), pasts, NOW, 2);

        assertThat(turn.invoices()).containsExactlyInAnyOrder(invoice(0), invoice(1));
        assertThat(turn.more()).isFalse();
    }

    @Test
    void a_debtor_who_is_found_with_several_cases_is_one() {
        DebtorRow row = new DebtorRow(new DebtorRow.Key("dk-turn", debtor(0)));
        List<DebtorRow.Due> found = List.of(new DebtorRow.Due(row, invoice(0)), new DebtorRow.Due(row, invoice(1)));

        var turn = Turn.of(found, List.of(), NOW, 10);

        assertThat(turn.debtors()).containsExactly(row);
        assertThat(turn.invoices()).hasSize(2);
    }

    /** Each debtor with a case of the same number. */
    private static List<DebtorRow.Due> found(int debtors) {
        return IntStream.range(0, debtors)
                .mapToObj(i -> new DebtorRow.Due(new DebtorRow(new DebtorRow.Key("dk-turn", debtor(i))), invoice(i)))
                .toList();
    }

    private static UUID debtor(int number) {
        return new UUID(1, number);
    }

    private static UUID invoice(int number) {
        return new UUID(2, number);
    }

    private static PastRow past(int debtor, int invoice, @Nullable LocalDate nextActionOn) {
        return new PastRow(
                invoice(invoice),
                "dk-turn",
                debtor(debtor),
                TODAY,
                null,
                null,
                null,
                "DKK",
                BigDecimal.TEN,
                0,
                0,
                0,
                "",
                0,
                false,
                null,
                false,
                nextActionOn,
                1);
    }
}
