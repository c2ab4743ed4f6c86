package io.rykker.stack.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rykker logs}. */
@Command(name = "logs", mixinStandardHelpOptions = true, description = "The last lines of one part's log, or of all.")
final class LogsCommand implements Runnable {

    @Mixin
    private final DataFolder data = new DataFolder();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SERVICE",
            description = "invoice-service, kafka, connect, postgres, neighbours ...; the start of a name is enough.")
    private @Nullable String part;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "30",
            description = "How many of the last lines. Default: ${DEFAULT-VALUE}")
    private int lines;

    @Override
    public void run() {
        try {
            List<Path> logs = logs();
            long[] ends = new long[logs.size()];
            for (int i = 0; i < ends.length; i++) {
                ends[i] = showLast(logs.get(i), logs.size() > 1);
            }
            while (follow) {
                for (int i = 0; i < ends.length; i++) {
                    ends[i] = showFrom(logs.get(i), ends[i], logs.size() > 1);
                }
                Thread.sleep(200);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot read the logs: " + e.getMessage(), e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Path> logs() throws IOException {
        Path folder = data.path().resolve("logs");
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException("there are no logs in " + folder + "; start the stack: rykker up");
        }
        String wanted = part == null ? "" : part;
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
            List<Path> matching = all.stream()
                    .filter(file -> name(file).startsWith(wanted))
                    .filter(file -> !wanted.isEmpty() || !name(file).matches("postgres-setup|kafka-format"))
                    .toList();
            List<Path> exact =
                    matching.stream().filter(file -> name(file).equals(wanted)).toList();
            if (matching.isEmpty()) {
                throw new IllegalStateException("there is no log of " + wanted + "; there are: "
                        + String.join(", ", all.stream().map(LogsCommand::name).toList()));
            }
            return exact.isEmpty() ? matching : exact;
        }
    }

    private static String name(Path log) {
        return log.getFileName().toString().replace(".log", "");
    }

    private long showLast(Path log, boolean named) throws IOException {
        List<String> all = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        all.subList(Math.max(0, all.size() - lines), all.size()).forEach(line -> show(log, line, named));
        return Files.size(log);
    }

    private static long showFrom(Path log, long from, boolean named) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            long start = file.length() < from ? 0 : from;
            file.seek(start);
            byte[] news = new byte[(int) Math.min(1_000_000, file.length() - start)];
            file.readFully(news);
            int complete = new String(news, StandardCharsets.ISO_8859_1).lastIndexOf('\n') + 1;
            new String(news, 0, complete, StandardCharsets.UTF_8).lines().forEach(line -> show(log, line, named));
            return start + complete;
        }
    }

    private static void show(Path log, String line, boolean named) {
        System.out.println(named ? "%-20s %s".formatted(name(log), line) : line);
    }
}
