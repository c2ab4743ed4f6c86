package io.rykker.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RykkerTest {

    @TempDir
    Path home;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int run(String... arguments) {
        return Rykker.commandLine()
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo", "up", "down", "status", "logs", "clock", "token", "import", "publish", "topics", "mail",
                "reset", "case", "test", "bench"
            })
    void every_command_explains_itself(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(output.toString()).contains("Usage: rykker " + command);
    }

    @Test
    void an_unknown_command_is_refused_with_what_was_probably_meant() {
        assertThat(run("staus")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains("status");
    }

    @Test
    void without_a_stack_one_line_says_how_to_start_one() {
        assertThat(run("clock", "--data", home.toString())).isEqualTo(1);
        assertThat(errors.toString().strip().lines()).singleElement().asString().contains("rykker up");
    }

    @Test
    void an_event_that_is_not_json_is_refused_before_anything_is_published() throws Exception {
        Path file = Files.writeString(home.resolve("inbound-invoice-issued.json"), "{\"creditorId\": ");
        assertThat(run("publish", file.toString(), "--data", home.toString())).isEqualTo(1);
        assertThat(errors.toString()).contains("is not JSON");
    }

    @Test
    void a_file_that_is_named_after_nothing_needs_a_type() throws Exception {
        Path file = Files.writeString(home.resolve("x.json"), "{}");
        assertThat(run("publish", file.toString(), "--data", home.toString())).isEqualTo(1);
        assertThat(errors.toString()).contains("--type");
    }

    @Test
    void a_token_for_a_partner_names_who_consented() {
        assertThat(run("token", "--role", "partner", "--data", home.toString())).isEqualTo(1);
        assertThat(errors.toString()).contains("--creditor");
    }

    @Test
    void only_a_token_for_a_partner_speaks_for_one() {
        assertThat(run("token", "--role", "ops", "--partner", "nordpartner", "--data", home.toString()))
                .isEqualTo(1);
        assertThat(errors.toString()).contains("role partner");
    }

    @Test
    void a_token_for_an_agency_needs_its_name() {
        assertThat(run("token", "--role", "agency", "--data", home.toString())).isEqualTo(1);
        assertThat(errors.toString()).contains("--agency");
    }

    @Test
    void documents_are_told_by_their_root_element() {
        assertThat(ImportCommand.root("<?xml version=\"1.0\"?><!-- x --><a:Invoice xmlns:a=\"urn:x\"/>"
                        .getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new QName("urn:x", "Invoice"));
        assertThatThrownBy(() -> ImportCommand.root("<broken".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("not well-formed");
    }

    @Test
    void an_external_entity_is_not_followed_to_find_the_root() {
        byte[] evil = "<!DOCTYPE Invoice SYSTEM \"http://localhost:1/x.dtd\"><Invoice xmlns=\"urn:x\"/>"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(ImportCommand.root(evil).getLocalPart()).isEqualTo("Invoice");
    }

    @Test
    void topics_are_found_by_a_part_of_their_name() {
        assertThat(TopicsCommand.TailCommand.resolve("claims")).isEqualTo("rykker.claims.v1");
        assertThat(TopicsCommand.TailCommand.resolve("inbound.invoices")).isEqualTo("rykker.inbound.invoices.v1");
        assertThat(TopicsCommand.TailCommand.resolve("invoices")).isEqualTo("rykker.invoices.v1");
        assertThat(TopicsCommand.TailCommand.resolve("claims.v1.rejected")).isEqualTo("rykker.claims.v1.rejected");
        assertThatThrownBy(() -> TopicsCommand.TailCommand.resolve("nothing")).hasMessageContaining("there are");
    }

    @Test
    void the_clock_takes_a_date_or_a_number_of_days() {
        LocalDate today = LocalDate.of(2026, 1, 5);
        assertThat(ClockCommand.day("+7", today)).isEqualTo(LocalDate.of(2026, 1, 12));
        assertThat(ClockCommand.day("2026-02-01", today)).isEqualTo(LocalDate.of(2026, 2, 1));
        assertThatThrownBy(() -> ClockCommand.day("soon", today)).hasMessageContaining("+7");
    }

    @Test
    void a_mail_is_chosen_by_its_number() {
        assertThat(MailCommand.index(3, "1")).isZero();
        assertThat(MailCommand.index(3, "last")).isEqualTo(2);
        assertThatThrownBy(() -> MailCommand.index(3, "4")).hasMessageContaining("there are 3");
        assertThatThrownBy(() -> MailCommand.index(0, "last")).hasMessageContaining("there are 0");
    }
}
