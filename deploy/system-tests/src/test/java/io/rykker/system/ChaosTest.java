package io.rykker.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.rykker.system.Erp.Notice;
import io.rykker.system.Storm.Part;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two thousand invoices and their payments, duplicated and shuffled, while everything is killed. The seed is printed;
 * {@code -Drykker.chaos.seed=N} makes the same world and the same order again, {@code -Drykker.chaos.invoices=N} another
 * size.
 */
@Tag("service")
@Order(5)
@ExtendWith(WithRykker.class)
class ChaosTest {

    private static final int DAILY = 17;
    private static final int LAST_DAY = 130;

    private final long seed = Long.getLong("rykker.chaos.seed", System.currentTimeMillis());
    private final int invoices = Integer.getInteger("rykker.chaos.invoices", 2000);
    private final Random dice = new Random(seed);

    @Test
    void nothing_is_lost_and_nothing_happens_twice(Rykker rykker) {
        System.out.println("chaos: seed " + seed + ", " + invoices + " invoices");
        rykker.moveTo(rykker.nextMonday());
        LocalDate first = rykker.today();
        String danish = "dk-chaos";
        String norwegian = "no-chaos";
        rykker.register(danish, "DK", "strict");
        rykker.register(norwegian, "NO", "nordic-friendly");
        rykker.quiet();
        World world = World.of(seed, first, invoices, danish, norwegian);
        List<LocalDate> days = days(first);
        Map<LocalDate, List<Notice>> input = world.chaos(days, dice);
        Map<Integer, Strike> plan = plan();
        var audit = new Audit(rykker, world);
        var storm = new Storm(rykker, dice);

        long begin = System.nanoTime();
        for (int step = 0; step < days.size(); step++) {
            boolean over = step > Collections.max(plan.keySet()) && audit.everybodyHasArrived();
            if (over || !audit.findings().isEmpty()) {
                break;
            }
            LocalDate day = days.get(step);
            Strike strike = plan.getOrDefault(step, new Calm());
            strike.live(rykker, storm, input.getOrDefault(day, List.of()), day);
            if (!plan.containsKey(step + 1)) {
                rykker.quiet(Duration.ofSeconds(120));
                audit.atQuiet();
                audit.soFar();
            }
            tell(rykker, audit, begin, day, strike);
        }
        if (audit.findings().isEmpty()) {
            audit.atTheEnd();
        }
        tell(rykker, audit, begin, rykker.today(), new Calm());
        audit.findings().forEach(finding -> System.out.println("finding: " + finding));
        System.out.println("chaos: " + storm.strikes().size() + " kills: " + storm.strikes());

        assertThat(audit.findings().stream().limit(40))
                .as(
                        "%s findings; seed %s; evidence in %s; killed: %s",
                        audit.findings().size(), seed, rykker.evidence(), storm.strikes())
                .isEmpty();
    }

    /** Every day while invoices are issued and fall due, then every third. */
    private static List<LocalDate> days(LocalDate first) {
        List<LocalDate> days = new ArrayList<>();
        for (int day = 1; day < LAST_DAY; day += day < DAILY ? 1 : 3) {
            days.add(first.plusDays(day));
        }
        return days;
    }

    /** One step of the calendar under one kind of fire. */
    private sealed interface Strike {
        void live(Rykker rykker, Storm storm, List<Notice> input, LocalDate day);
    }

    private record Calm() implements Strike {
        @Override
        public void live(Rykker rykker, Storm storm, List<Notice> input, LocalDate day) {
            publish(rykker, input);
            rykker.quiet(Duration.ofSeconds(120));
            rykker.moveTo(day);
        }
    }

    /** It is hit while it takes input in. */
    private record InTheInput(Part part) implements Strike {
        @Override
        public void live(Rykker rykker, Storm storm, List<Notice> input, LocalDate day) {
            publish(rykker, input.subList(0, input.size() / 2));
            storm.whenAtWork(part);
            storm.kill(part, "in the input of " + day);
            publish(rykker, input.subList(input.size() / 2, input.size()));
            storm.outage();
            storm.start(part);
            rykker.moveTo(day);
        }
    }

    /** It is hit while it does the day's work. */
    private record InTheDay(Part part) implements Strike {
        @Override
        public void live(Rykker rykker, Storm storm, List<Notice> input, LocalDate day) {
            publish(rykker, input);
            var strike = CompletableFuture.runAsync(() -> {
                storm.whenAtWork(part);
                storm.kill(part, "in the day " + day);
                storm.outage();
                storm.start(part);
            });
            rykker.moveTo(day);
            strike.join();
        }
    }

    /** It is dead while the day begins. */
    private record OverTheNight(Part part) implements Strike {
        @Override
        public void live(Rykker rykker, Storm storm, List<Notice> input, LocalDate day) {
            storm.kill(part, "over the night to " + day);
            publish(rykker, input);
            if (part == Part.POSTGRES) {
                // Nothing could tell the time without a database; the night is over when it is back.
                storm.outage();
                storm.start(part);
                rykker.moveTo(day);
            } else {
                rykker.moveTo(day);
                storm.outage();
                storm.start(part);
            }
        }
    }

    /** Everything is hit with the input in its hands. */
    private record PowerCut() implements Strike {
        @Override
        public void live(Rykker rykker, Storm storm, List<Notice> input, LocalDate day) {
            publish(rykker, input);
            storm.powerCut();
            rykker.moveTo(day);
        }
    }

    private Map<Integer, Strike> plan() {
        List<Part> early = new ArrayList<>(
                List.of(Part.INVOICE, Part.PAYMENT, Part.DUNNING, Part.CONNECT, Part.POSTGRES, Part.NOTIFICATION));
        Collections.shuffle(early, dice);
        var plan = new LinkedHashMap<Integer, Strike>();
        plan.put(0, new InTheInput(early.get(0)));
        plan.put(1, new InTheInput(early.get(1)));
        plan.put(2, new PowerCut());
        plan.put(3, new InTheInput(early.get(2)));
        plan.put(5, new InTheInput(early.get(3)));
        plan.put(6, new OverTheNight(early.get(4)));
        plan.put(7, new InTheInput(early.get(5)));
        plan.put(11, new InTheDay(Part.DUNNING));
        plan.put(13, new InTheDay(Part.NOTIFICATION));
        plan.put(14, new InTheDay(Part.NOTIFICATION));
        plan.put(15, new InTheDay(Part.POSTGRES));
        plan.put(16, new InTheDay(Part.CONNECT));
        plan.put(18, new OverTheNight(Part.NOTIFICATION));
        plan.put(20, new InTheDay(Part.NOTIFICATION));
        plan.put(22, new InTheDay(Part.PAYMENT));
        plan.put(24, new OverTheNight(Part.DUNNING));
        plan.put(26, new InTheDay(Part.COLLECTION));
        plan.put(27, new InTheDay(Part.COLLECTION));
        plan.put(29, new OverTheNight(Part.COLLECTION));
        plan.put(31, new InTheDay(Part.INVOICE));
        return plan;
    }

    private static void publish(Rykker rykker, List<Notice> notices) {
        notices.forEach(rykker.erp()::publish);
        rykker.erp().flush();
    }

    private static void tell(Rykker rykker, Audit audit, long begin, LocalDate day, Strike strike) {
        System.out.printf(
                "chaos: %4d s  %s  %-34s %6d records, %4d mails, %s, %d findings%n",
                (System.nanoTime() - begin) / 1_000_000_000,
                day,
                strike,
                rykker.topics().size(),
                rykker.mailbox().all().size(),
                audit.states(),
                audit.findings().size());
    }
}
