package io.rykker.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rykker.stack.Service;
import io.rykker.system.Erp.Notice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same hundred invoices, told in three orders to three pairs of creditors, end in the same state. */
@Tag("service")
@Order(4)
@ExtendWith(WithRykker.class)
class PermutationTest {

    private static final long SEED = 4711;
    private static final int INVOICES = 100;
    private static final int DAYS = 66;

    @Test
    void any_order_and_any_repetition_end_in_the_same_state(Rykker rykker) {
        rykker.moveTo(rykker.nextMonday());
        LocalDate first = rykker.today();
        List<World> worlds = new ArrayList<>();
        for (String order : List.of("straight", "backward", "shuffled")) {
            rykker.register("dk-" + order, "DK", "strict");
            rykker.register("no-" + order, "NO", "nordic-friendly");
            worlds.add(World.of(SEED, first, INVOICES, "dk-" + order, "no-" + order));
        }
        rykker.quiet();

        // A week at a time: within it, payments come before their invoices and reversals before their payments.
        for (LocalDate day = first; day.isBefore(first.plusDays(DAYS)); day = day.plusDays(3)) {
            if ((day.toEpochDay() - first.toEpochDay()) % 9 == 0) {
                publish(rykker, worlds, day, day.plusDays(9));
            }
            rykker.moveTo(day.plusDays(3));
            rykker.quiet();
        }

        Map<String, String> straight = finalStates(rykker, worlds.get(0));
        assertThat(straight).hasSize(INVOICES);
        assertThat(finalStates(rykker, worlds.get(1))).isEqualTo(straight);
        assertThat(finalStates(rykker, worlds.get(2))).isEqualTo(straight);
    }

    private static void publish(Rykker rykker, List<World> worlds, LocalDate from, LocalDate until) {
        for (int i = 0; i < worlds.size(); i++) {
            List<Notice> notices = new ArrayList<>(worlds.get(i).notices().stream()
                    .filter(notice -> !notice.on().isBefore(from) && notice.on().isBefore(until))
                    .toList());
            switch (i) {
                case 0 -> {}
                case 1 -> Collections.reverse(notices);
                default -> {
                    notices.addAll(List.copyOf(notices));
                    Collections.shuffle(notices, new Random(SEED));
                }
            }
            notices.forEach(rykker.erp()::publish);
        }
        rykker.erp().flush();
        rykker.quiet();
    }

    /** By invoice number: state, lines, paid, credited, balance; without the ids, which name the creditor. */
    private static Map<String, String> finalStates(Rykker rykker, World world) {
        var states = new TreeMap<String, String>();
        for (String creditor : world.creditors()) {
            for (JsonNode each : rykker.list(Service.DUNNING, "/cases?creditorId=" + creditor)) {
                JsonNode full = rykker.get(
                        Service.DUNNING, "/cases/" + each.path("invoiceId").asText());
                List<String> lines = StreamSupport.stream(full.path("lines").spliterator(), false)
                        .map(line -> line.path("kind").asText() + line.path("amount") + line.path("on"))
                        .sorted()
                        .toList();
                states.put(
                        full.path("invoiceNumber").asText(),
                        full.path("state").asText()
                                + lines
                                + full.path("paid")
                                + full.path("credited")
                                + full.path("balance"));
            }
        }
        return states;
    }
}
