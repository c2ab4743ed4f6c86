package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PastTest {

    /** Due on 19 January 2026; the day from which it counts for the debtor's other cases, or never. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            what is owed and nothing was written of,          ,           ,           0, false, ,           false, 2026-01-20
            what had a nudge before its due date,             ,           ,           0, false, 2026-01-12, false, 1970-01-01
            what has a letter on its way,                     ,           ,           0, false, ,           true,  1970-01-01
            what has a letter with a fee,                     ,           ,           1, false, ,           false, 1970-01-01
            what has the flat sum,                            ,           ,           0, true,  ,           false, 1970-01-01
            what is paid but for a fee,                       2026-01-25, ,           0, false, ,           false, 1970-01-01
            what was paid before its due date,                2026-01-05, 2026-01-05, 0, false, ,           false,
            what was paid on its due date,                    2026-01-19, 2026-01-19, 0, false, ,           false,
            what was paid late,                               2026-01-20, 2026-01-20, 0, false, ,           false, 1970-01-01
            what was credited by its due date,                ,           2026-01-10, 0, false, ,           false,
            what was paid in time after a nudge,              2026-01-19, 2026-01-19, 0, false, 2026-01-12, false, 1970-01-01
            what was paid in time with a letter on its way,   2026-01-19, 2026-01-19, 0, false, ,           true,  1970-01-01
            """)
    void counts_from(
            String what,
            LocalDate paidOn,
            LocalDate clearedOn,
            int fees,
            boolean flatSum,
            LocalDate letterOn,
            boolean letterPending,
            LocalDate expected) {
        Past past = new Past(
                new UUID(9, 1),
                LocalDate.parse("2026-01-19"),
                paidOn,
                clearedOn,
                clearedOn == null ? null : "paid",
                Money.of(clearedOn == null ? "1000.00" : "0.00", "DKK"),
                Tally.NONE,
                fees,
                flatSum,
                letterOn,
                letterPending);

        assertThat(past.countsFrom()).as(what).isEqualTo(expected);
    }
}
