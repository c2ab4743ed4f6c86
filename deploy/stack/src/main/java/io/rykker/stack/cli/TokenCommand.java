package io.rykker.stack.cli;

import io.rykker.stack.Stack;
import io.rykker.stack.Tokens;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rykker token}. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Prints a bearer token for the services' REST surface.",
        footer = {"", "curl -H \"Authorization: Bearer $(rykker token --role ops)\" localhost:8083/cases"})
final class TokenCommand implements Runnable {

    @Mixin
    private final DataFolder data = new DataFolder();

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            description = "erp, ops, viewer, partner, agency, clock or admin; may be given more than once.")
    private List<String> roles = List.of();

    @Option(
            names = "--creditor",
            paramLabel = "ID",
            description = "Only this creditor's things; may be given more than once. Default: all.")
    private List<String> creditors = List.of();

    @Option(names = "--agency", paramLabel = "NAME", description = "The agency that the bearer speaks for.")
    private @Nullable String agency;

    @Option(
            names = "--partner",
            paramLabel = "NAME",
            description =
                    "The partner that the bearer speaks for, as policies name it: it may take the steps left to it.")
    private @Nullable String partner;

    @Option(names = "--hours", defaultValue = "12", description = "How long it is valid. Default: ${DEFAULT-VALUE}")
    private int hours;

    @Override
    public void run() {
        for (String role : roles) {
            if (!Tokens.ROLES.contains(role)) {
                throw new IllegalArgumentException("there is no role " + role + "; there are: "
                        + String.join(", ", Tokens.ROLES.stream().sorted().toList()));
            }
        }
        if (roles.contains("agency") && agency == null) {
            throw new IllegalArgumentException("a token of role agency needs --agency NAME, for instance fjordinkasso");
        }
        if (roles.contains("partner") && creditors.isEmpty()) {
            throw new IllegalArgumentException(
                    "a token of role partner needs --creditor ID: each one whose figures may be seen has consented");
        }
        if (partner != null && !roles.contains("partner")) {
            throw new IllegalArgumentException("--partner NAME is for a token of role partner");
        }
        if (hours < 1) {
            throw new IllegalArgumentException("a token is valid for at least an hour");
        }
        try (Stack stack = data.openExisting()) {
            List<String> allowed = !creditors.isEmpty() ? creditors : agency == null ? List.of("*") : List.<String>of();
            System.out.println(stack.tokens().issue(roles, allowed, agency, partner, Duration.ofHours(hours)));
        }
    }
}
