package io.rykker.dunning.paper;

import io.rykker.dunning.domain.RuleBook;
import io.rykker.dunning.rulebook.RuleFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rykker case}: walks described cases through the pure core. Starts nothing, changes nothing. */
@Command(
        name = "rykker case",
        mixinStandardHelpOptions = true,
        description = "Runs described cases through the core: a timeline, the account to the øre, and answers.",
        footer = {
            "",
            "The format: deploy/cases/README.md. A file whose answers are other than it expects is a failed test.",
            "Exit codes: 0 as expected, 1 something differs, 2 a file or the command was not understood."
        })
public final class CaseOnPaper implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Cases in YAML or JSON.")
    private List<Path> files = List.of();

    @Option(names = "--json", description = "Print the same as JSON.")
    private boolean json;

    private CaseOnPaper() {}

    public static void main(String[] arguments) {
        System.exit(
                new CommandLine(new CaseOnPaper()).setUsageHelpAutoWidth(true).execute(arguments));
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        RuleBook rules = RuleFiles.read();
        List<Sheet> sheets = new ArrayList<>();
        List<String> differences = new ArrayList<>();
        for (Path file : files) {
            try {
                for (Described described : Reader.read(text(file), rules)) {
                    Sheet sheet = Walk.of(described);
                    sheets.add(sheet);
                    for (String difference : sheet.differences()) {
                        differences.add(file + ": " + difference);
                    }
                }
            } catch (Unclear unclear) {
                err.println("rykker case: " + file + ": " + unclear.what());
                return 2;
            }
        }
        if (json) {
            out.println(Print.json(sheets));
        } else {
            out.print(String.join("\n", sheets.stream().map(Print::text).toList()));
        }
        out.flush();
        if (differences.isEmpty()) {
            return 0;
        }
        err.println("rykker case: " + differences.size() + " answers differ; the first: " + differences.getFirst());
        return 1;
    }

    private static String text(Path file) throws Unclear {
        try {
            if (Files.size(file) > 4L * Pages.LONGEST) {
                throw new Unclear("", 1, "the file is larger than " + Pages.LONGEST + " characters; split it");
            }
            String text = Files.readString(file);
            // a tab in JSON is never inside a text, and YAML does not know it as a space
            return file.toString().endsWith(".json") ? text.replace('\t', ' ') : text;
        } catch (NoSuchFileException _) {
            throw new Unclear("", 1, "there is no such file");
        } catch (CharacterCodingException _) {
            throw new Unclear("", 1, "is no text in UTF-8");
        } catch (IOException e) {
            throw new Unclear("", 1, "cannot be read: " + e.getMessage());
        }
    }
}
