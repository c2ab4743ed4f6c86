package io.rykker.bench.core;

import io.rykker.dunning.domain.Account;
import io.rykker.dunning.domain.Case;
import io.rykker.dunning.domain.DebtorKind;
import io.rykker.dunning.domain.Decision;
import io.rykker.dunning.domain.Dunning;
import io.rykker.dunning.domain.Letter;
import io.rykker.dunning.domain.Money;
import io.rykker.dunning.domain.Receivable;
import io.rykker.dunning.domain.RuleBook;
import io.rykker.dunning.domain.Signal;
import io.rykker.dunning.rulebook.RuleFiles;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Decisions a second of one thread: what a sweep and a payment ask of the core, without database and topics. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class Decisions {

    private static final LocalDate ISSUED = LocalDate.of(2026, 1, 5);
    private static final LocalDate DUE = LocalDate.of(2026, 1, 19);
    private static final LocalDate FRIENDLY = LocalDate.of(2026, 1, 23);
    private static final LocalDate FORMAL = LocalDate.of(2026, 2, 2);

    private final RuleBook book = RuleFiles.read();
    private final Case overdue = decided(decided(Case.of(new UUID(1, 1)), issued(), ISSUED), day(), DUE.plusDays(1));
    private final Case reminded = reminded();
    private final Signal payment = new Signal.Paid(
            new UUID(2, 2), new Account.Payment(Money.of("1000.00", "DKK"), FORMAL.minusDays(1), "bank"));

    /** The sweep comes to a case whose formal reminder is due: step, fee by law, deadline, lines of the letter. */
    @Benchmark
    public Decision aReminderIsDue() {
        return Dunning.decide(reminded, day(), book.on(FORMAL, FORMAL));
    }

    /** The sweep comes to a case that has nothing to do yet. */
    @Benchmark
    public Decision nothingIsDue() {
        return Dunning.decide(overdue, day(), book.on(DUE.plusDays(1), FORMAL));
    }

    /** The invoice is paid after a reminder: account, charges and settlement are worked out anew. */
    @Benchmark
    public Decision aPaymentSettles() {
        return Dunning.decide(reminded, payment, book.on(FORMAL, FORMAL));
    }

    private Case reminded() {
        Case asked = decided(overdue, day(), FRIENDLY);
        UUID id = asked.letters().getLast().id();
        return decided(asked, new Signal.Sent(id, new Letter.Sent("email", FRIENDLY, FRIENDLY.plusDays(8))), FRIENDLY);
    }

    private Case decided(Case c, Signal signal, LocalDate today) {
        return switch (Dunning.decide(c, signal, book.on(today, today))) {
            case Decision.Move(var next, var _, var _) -> next;
            case Decision.Stay _ -> throw new IllegalStateException("nothing came of " + signal + " on " + today);
            case Decision.Refuse(var why) -> throw new IllegalStateException(why);
        };
    }

    private static Signal day() {
        return new Signal.DayCame();
    }

    private static Signal issued() {
        return new Signal.Issued(
                "dk-bench",
                new Receivable(
                        new UUID(3, 3),
                        "B-1",
                        ISSUED,
                        DUE,
                        Money.of("1000.00", "DKK"),
                        "DK",
                        "Europe/Copenhagen",
                        DebtorKind.BUSINESS,
                        "DK",
                        "da",
                        null,
                        true,
                        "nordic-friendly",
                        0,
                        null,
                        false));
    }
}
