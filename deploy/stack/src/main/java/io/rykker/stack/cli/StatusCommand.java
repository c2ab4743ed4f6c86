package io.rykker.stack.cli;

import io.rykker.stack.Memory;
import io.rykker.stack.Ports;
import io.rykker.stack.Stack;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rykker status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "What runs, on which port, with how much memory.",
        footer = {"", "Exit code 0: all is up. 3: nothing runs. 4: only a part runs."})
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private final DataFolder data = new DataFolder();

    @Override
    public Integer call() {
        if (!data.exists()) {
            System.out.println("There is no stack in " + data.path() + "; start one: rykker up");
            return 3;
        }
        try (Stack stack = data.open()) {
            List<Stack.Part> parts = stack.parts();
            System.out.printf("%-22s %-12s %8s  %-14s %8s%n", "part", "state", "process", "port", "memory");
            long total = 0;
            boolean areReady = true;
            for (Stack.Part part : parts) {
                boolean isReady = part.isReady();
                areReady &= isReady;
                long memory = part.process().map(Memory::ofTree).orElse(0L);
                total += memory;
                System.out.printf(
                        "%-22s %-12s %8s  %-14s %8s%n",
                        part.name(),
                        isReady ? "ready" : part.process().isPresent() ? "not ready" : "down",
                        part.process().map(p -> String.valueOf(p.pid())).orElse("-"),
                        ports(stack, part.ports()),
                        memory == 0 ? "-" : memory / 1024 / 1024 + " MB");
            }
            System.out.printf("%-22s %-12s %8s  %-14s %8s%n", "all", "", "", "", total / 1024 / 1024 + " MB");
            System.out.println("clock " + stack.clock() + ", data in " + data.path());
            return verdict(parts, areReady);
        }
    }

    private static String ports(Stack stack, List<Ports.Role> roles) {
        return roles.stream()
                .map(role -> String.valueOf(stack.layout().port(role)))
                .collect(Collectors.joining(","));
    }

    private static int verdict(List<Stack.Part> parts, boolean areReady) {
        if (areReady) {
            return 0;
        }
        if (parts.stream().allMatch(part -> part.process().isEmpty())) {
            System.out.println("Nothing runs; rykker up starts it.");
            return 3;
        }
        System.out.println("Only a part runs; rykker up starts what is missing, rykker down stops the rest.");
        return 4;
    }
}
