package io.rykker.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/rykker case} as a lawyer types it: no server, one process, an exit code. */
class CaseOnPaperTest {

    private static final Path ROOT = Path.of(System.getProperty("rykker.root", "../.."));
    private static final String CASE = "deploy/cases/no-second-fee-too-early.yaml";

    @TempDir
    Path home;

    private record Ran(int code, String out, String err) {}

    @BeforeAll
    static void is_built() {
        assumeTrue(
                Files.exists(ROOT.resolve("dunning-service/target/quarkus-app/quarkus-run.jar")),
                "dunning-service is not packaged");
    }

    private Ran rykker(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("deploy/rykker", "case"));
        command.addAll(List.of(arguments));
        Path out = home.resolve("out");
        Path err = home.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("RYKKER_BUILT", "yes");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Ran(process.exitValue(), text(out), text(err));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    @Test
    void prints_a_timeline_and_the_answers() throws Exception {
        Ran ran = rykker(CASE);

        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("NO: second fee too early", "lawful from 2026-03-16", "as expected");
    }

    @Test
    void prints_the_same_as_json() throws Exception {
        Ran ran = rykker(CASE, "--json");

        assertThat(ran.code()).isZero();
        JsonNode all = new ObjectMapper().readTree(ran.out());
        assertThat(all.at("/differences").intValue()).isZero();
        assertThat(all.at("/cases/0/answers/0/answer/from").textValue()).isEqualTo("2026-03-16");
        assertThat(all.at("/cases/0/answers"))
                .filteredOn(answer -> answer.path("ask").textValue().equals("account"))
                .singleElement()
                .extracting(answer -> answer.at("/answer/fees").textValue())
                .isEqualTo("38.00");
    }

    @Test
    void says_what_differs_and_what_is_not_understood() throws Exception {
        String text = text(ROOT.resolve(CASE));
        Path other = Files.writeString(home.resolve("other.yaml"), text.replace("fees: 76.00", "fees: 77.00"));
        Path wrong = Files.writeString(home.resolve("wrong.yaml"), text.replace("debtor:", "debter:"));

        Ran differs = rykker(other.toString());
        Ran unclear = rykker(wrong.toString());

        assertThat(differs.code()).isEqualTo(1);
        assertThat(differs.err()).contains("1 answers differ").contains("fees is 76.00 NOK, expected 77.00");
        assertThat(unclear.code()).isEqualTo(2);
        assertThat(unclear.err().lines())
                .singleElement()
                .asString()
                .contains("line 4: /debter is not a field of a case");
    }

    @Test
    void explains_itself() throws Exception {
        assertThat(rykker("--help").out()).contains("Usage: rykker case", "--json");
    }
}
