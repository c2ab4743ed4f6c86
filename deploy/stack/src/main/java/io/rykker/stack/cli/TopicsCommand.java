package io.rykker.stack.cli;

import io.rykker.stack.Event;
import io.rykker.stack.Stack;
import io.rykker.stack.Tail;
import io.rykker.stack.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rykker topics}. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        subcommands = TopicsCommand.TailCommand.class,
        description = "The topics and how many records each holds; topics tail NAME shows them.")
final class TopicsCommand implements Runnable {

    @Mixin
    private final DataFolder data = new DataFolder();

    @Override
    public void run() {
        try (Stack stack = data.openExisting()) {
            Map<String, Long> sizes = Topics.sizes(stack.bootstrapServers());
            System.out.printf("%-40s %10s%n", "topic", "records");
            sizes.forEach((topic, size) -> {
                if (!topic.endsWith(".rejected") || size > 0) {
                    System.out.printf("%-40s %10d%n", topic, size);
                }
            });
            System.out.println(
                    "Empty .rejected topics are left out. Read one: rykker topics tail NAME --from-beginning");
        }
    }

    /** {@code rykker topics tail}. */
    @Command(
            name = "tail",
            mixinStandardHelpOptions = true,
            description = "One line per record: time, type, key and payload.")
    static final class TailCommand implements Runnable {

        @Mixin
        private final DataFolder data = new DataFolder();

        @Parameters(index = "0", paramLabel = "NAME", description = "A topic, or a part of its name: claims, cases ...")
        private String name = "";

        @Option(names = "--from-beginning", description = "All that it holds, and then what comes.")
        private boolean fromBeginning;

        @Option(names = "--no-follow", description = "End when all that is there has been shown.")
        private boolean once;

        @Override
        public void run() {
            String topic = resolve(name);
            Instant from = Instant.now().minusSeconds(1);
            try (Stack stack = data.openExisting()) {
                long size = Topics.sizes(stack.bootstrapServers()).getOrDefault(topic, 0L);
                if (once && size == 0) {
                    return;
                }
                var left = new CountDownLatch(once ? Math.toIntExact(size) : Integer.MAX_VALUE);
                try (var _ = Tail.open(stack.bootstrapServers(), List.of(topic), event -> {
                    if (fromBeginning || once || event.time().isAfter(from)) {
                        System.out.println(line(event));
                    }
                    left.countDown();
                })) {
                    left.await();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        static String resolve(String name) {
            if (Topics.all().contains(name)) {
                return name;
            }
            List<String> matching = Topics.all().stream()
                    .filter(topic -> topic.contains(name))
                    .filter(topic -> name.contains("rejected") || !topic.endsWith(".rejected"))
                    .toList();
            List<String> whole = matching.stream()
                    .filter(topic -> topic.equals("rykker." + name + ".v1"))
                    .toList();
            if (whole.size() == 1) {
                return whole.getFirst();
            }
            if (matching.size() != 1) {
                throw new IllegalArgumentException(
                        (matching.isEmpty() ? "no topic is called " : "more than one topic is called ") + name
                                + "; there are: "
                                + String.join(", ", matching.isEmpty() ? Topics.CONSUMED : matching));
            }
            return matching.getFirst();
        }

        static String line(Event event) {
            String rejection = event.rejection().isEmpty() ? "" : "  because " + event.rejection();
            return "%s  %-28s %s  %s%s"
                    .formatted(
                            event.time().truncatedTo(ChronoUnit.MILLIS),
                            event.type(),
                            event.key(),
                            new String(event.payload(), StandardCharsets.UTF_8).replaceAll("\\s*[\\r\\n]+\\s*", " "),
                            rejection);
        }
    }
}
