package io.rykker.stack.demo;

import io.rykker.stack.Folders;
import io.rykker.stack.Memory;
import io.rykker.stack.Ports;
import io.rykker.stack.Service;
import io.rykker.stack.Stack;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A hundred days of two creditors on a stack of their own, from nothing, and the books at the end. */
public final class Demo {

    static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
    static final int DAYS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String MARK = "demo";

    private final Path data;
    private final Ports ports;
    private final boolean keep;
    private final PrintStream out;
    private final Consumer<String> progress;

    /** @param keep leaves the stack running at the end */
    public Demo(Path data, Ports ports, boolean keep, PrintStream out, Consumer<String> progress) {
        this.data = data;
        this.ports = ports;
        this.keep = keep;
        this.out = out;
        this.progress = progress;
    }

    /** True when the books add up. */
    public boolean run() {
        long began = System.nanoTime();
        prepareFolder();
        boolean added = false;
        try (Stack stack = Stack.open(data, ports)) {
            var interrupted = new Thread(stack::killAll);
            Runtime.getRuntime().addShutdownHook(interrupted);
            try {
                stack.clock(FIRST);
                stack.up(progress);
                added = play(stack, began);
            } finally {
                boolean _ = Runtime.getRuntime().removeShutdownHook(interrupted);
                if (!keep) {
                    out.println();
                    progress.accept("stopping everything");
                    stack.killAll();
                }
            }
            sayWhereToLook(stack);
        }
        out.printf(
                "%s after %d seconds.%n",
                added ? "The books add up" : "THE BOOKS DO NOT ADD UP", (System.nanoTime() - began) / 1_000_000_000L);
        return added;
    }

    /** The folder of an earlier demo is emptied; one that holds anything else is not touched. */
    private void prepareFolder() {
        try {
            if (Files.exists(data.resolve("stack.properties"))) {
                if (!Files.exists(data.resolve(MARK))) {
                    throw new IllegalStateException("there is a stack with data of its own in " + data
                            + "; choose another folder by --data FOLDER, or delete it by rykker reset");
                }
                progress.accept("clearing away the demo before this one");
                try (Stack before = Stack.open(data, ports)) {
                    before.killAll();
                }
                Folders.empty(data, "run");
            }
            Files.createDirectories(data);
            Files.writeString(data.resolve(MARK), "made by rykker demo, which may delete it\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + data + ": " + e.getMessage(), e);
        }
    }

    private boolean play(Stack stack, long began) {
        Script script = Script.read();
        var story = new Story(out, script, FIRST);
        stack.listen(story::hear);
        try (var world = new World(stack, script, story)) {
            world.registerCreditors();
            stack.awaitQuiet(PATIENCE);
            progress.accept("the two creditors are known everywhere; the story begins");
            for (LocalDate day = FIRST; !day.isAfter(FIRST.plusDays(DAYS)); day = day.plusDays(1)) {
                story.dayBegins(day);
                if (day.isAfter(FIRST)) {
                    stack.clock(day);
                    stack.awaitQuiet(PATIENCE);
                }
                if (world.clerkWorks()) {
                    stack.awaitQuiet(PATIENCE);
                }
                if (world.happens(day)) {
                    stack.awaitQuiet(PATIENCE);
                }
            }
            long memory = memory(stack);
            List<Books> books = books(stack, script, story, world);
            print(books, story, memory, began);
            return books.stream().allMatch(Books::addUp);
        }
    }

    private static long memory(Stack stack) {
        return Memory.of(ProcessHandle.current())
                + stack.parts().stream()
                        .flatMap(part -> part.process().stream())
                        .mapToLong(Memory::ofTree)
                        .sum();
    }

    private static List<Books> books(Stack stack, Script script, Story story, World world) {
        List<Books> books = new ArrayList<>();
        for (Script.Creditor creditor : script.creditors().values()) {
            String query = "/books?creditorId=" + creditor.id();
            books.add(Books.of(
                    creditor,
                    World.good(stack.api(Service.INVOICE, "ops").get(query)),
                    World.good(stack.api(Service.PAYMENT, "ops").get(query)),
                    World.good(stack.api(Service.DUNNING, "ops").get(query)),
                    story.claims().values().stream()
                            .filter(claim -> claim.path("creditorId").asText().equals(creditor.id()))
                            .toList(),
                    world.sums(creditor)));
        }
        return books;
    }

    private void print(List<Books> books, Story story, long memory, long began) {
        out.println();
        out.println("Day " + DAYS + ", " + FIRST.plusDays(DAYS) + ". What was said on the topics: " + story.counts());
        out.println();
        out.print(Books.table(books));
        int checks = books.stream().mapToInt(each -> each.checks().size()).sum();
        List<String> wrong = new ArrayList<>();
        for (Books each : books) {
            for (Books.Check check : each.wrong()) {
                wrong.add(each.creditor().id() + ": " + check.what() + ": "
                        + check.one().toPlainString() + " is not "
                        + check.other().toPlainString());
            }
        }
        out.println(checks - wrong.size() + " of " + checks
                + " checks hold, among the services, the topics and the script.");
        wrong.forEach(out::println);
        out.printf(
                "Memory of all processes: %d MB. Time so far: %d s.%n",
                memory / 1024 / 1024, (System.nanoTime() - began) / 1_000_000_000L);
    }

    private void sayWhereToLook(Stack stack) {
        out.println();
        out.println("Where to look next:");
        out.println("  what the debtors read     deploy/rykker mail, deploy/rykker mail last");
        out.println("  what the agency received  " + data.relativize(stack.agencyReceipts()) + " in " + data);
        out.println("  the files that came in    " + data.resolve("demo-files"));
        if (!keep) {
            out.println("  all the rest              deploy/rykker demo --keep leaves the stack running");
            return;
        }
        out.println("  what was said             deploy/rykker topics tail cases --from-beginning");
        out.println("  why a case stands so      curl -H \"Authorization: Bearer $(deploy/rykker token --role ops)\" '"
                + stack.url(Service.DUNNING) + "/cases?creditorId=dk-nordlys'");
        for (Service service : Service.values()) {
            out.printf("  API of %-18s %s/q/openapi%n", service.folder(), stack.url(service));
        }
        out.println("  stop it                   deploy/rykker down");
    }
}
