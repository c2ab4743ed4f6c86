package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Walks the machine from every state with every signal and draws what it did. The drawing in the docs must be this one;
 * {@code -Dstates.write=true} writes it.
 */
class StatesTest {

    private static final Path ROOT = Path.of(System.getProperty("rykker.root", ".."));
    private static final Path DRAWING = ROOT.resolve("dunning-service/docs-states.mmd");
    private static final Path README = ROOT.resolve("dunning-service/README.md");

    @Test
    void the_drawing_in_the_docs_is_the_machine() throws IOException {
        String drawn = draw();

        if (Boolean.getBoolean("states.write")) {
            Files.writeString(DRAWING, drawn);
            String readme = Files.readString(README);
            int start = readme.indexOf("```mermaid\n") + "```mermaid\n".length();
            Files.writeString(
                    README, readme.substring(0, start) + drawn + readme.substring(readme.indexOf("```", start)));
        }
        assertThat(Files.readString(DRAWING))
                .as("run with -Dstates.write=true, and look at what is another")
                .isEqualTo(drawn);
        assertThat(Files.readString(README)).contains("```mermaid\n" + drawn + "```");
    }

    @Test
    void every_standing_is_come_to_and_none_but_what_is_unheard_of_is_without_a_way_out() {
        Map<String, TreeMap<String, TreeSet<String>>> ways = ways();

        List<String> all =
                List.of("unknown", "not-due", "overdue", "notice-running", "on-hold", "escalated", "settled");
        assertThat(ways.keySet()).containsExactlyInAnyOrderElementsOf(all);
        List<String> reached = new ArrayList<>();
        ways.values().forEach(to -> reached.addAll(to.keySet()));
        assertThat(reached).contains("not-due", "overdue", "notice-running", "on-hold", "escalated", "settled");
    }

    private static String draw() {
        StringBuilder drawn = new StringBuilder("stateDiagram-v2\n    [*] --> unknown\n");
        ways().forEach((from, to) -> to.forEach((standing, signals) -> drawn.append("    ")
                .append(id(from))
                .append(" --> ")
                .append(id(standing))
                .append(" : ")
                .append(String.join(", ", signals))
                .append('\n')));
        return drawn.toString();
    }

    private static String id(String standing) {
        return standing.replace('-', '_');
    }

    /** From where to where, by which signals. */
    private static Map<String, TreeMap<String, TreeSet<String>>> ways() {
        Map<String, TreeMap<String, TreeSet<String>>> ways = new TreeMap<>();
        TableTest.everyState().values().forEach(made -> {
            TableTest.everySignal().forEach((name, signal) -> step(ways, made, signal));
            days(ways, made.get());
        });
        return ways;
    }

    private static void step(
            Map<String, TreeMap<String, TreeSet<String>>> ways, Supplier<Life> made, Function<Life, Signal> signal) {
        Life life = made.get();
        String from = life.state();
        Signal heard = signal.apply(life);
        life.hear(heard);
        note(ways, from, life.state(), heard);
    }

    private static void days(Map<String, TreeMap<String, TreeSet<String>>> ways, Life life) {
        for (int day = 0; day < 90; day++) {
            life.today = life.today.plusDays(1);
            String from = life.state();
            life.hear(new Signal.DayCame());
            note(ways, from, life.state(), new Signal.DayCame());
            Letter pending = life.c.pendingLetter();
            if (pending != null) {
                from = life.state();
                life.sendWhatIsAsked();
                note(
                        ways,
                        from,
                        life.state(),
                        new Signal.Sent(
                                pending.id(),
                                life.c.lastLetter() == null
                                        ? new Letter.Sent("email", life.today, life.today)
                                        : life.c.lastLetter().sent()));
            }
        }
    }

    private static void note(Map<String, TreeMap<String, TreeSet<String>>> ways, String from, String to, Signal heard) {
        ways.computeIfAbsent(from, _ -> new TreeMap<>());
        if (!from.equals(to)) {
            ways.get(from)
                    .computeIfAbsent(to, _ -> new TreeSet<>())
                    .add(words(heard.getClass().getSimpleName()));
        }
    }

    private static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(java.util.Locale.ROOT);
    }
}
