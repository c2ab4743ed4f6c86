package io.rykker.payment.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rykker.payment.bank.Line.Credit;
import io.rykker.payment.bank.Line.Return;
import io.rykker.payment.domain.Key;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

/** Real files of real banks, which lie beside the repository and are not ours to keep in it. */
class CamtSamplesTest {

    private static final Path SAMPLES = Path.of(System.getProperty("rykker.root", ".."), "../shared/samples/bank-camt");
    private static final String BOOKED = "[normalize-space(string(*[local-name()='Sts']))='BOOK']";
    private static final String REVERSAL = "*[local-name()='RvslInd']='true' or .//*[local-name()='RtrInf']";

    static Stream<String> files() throws IOException {
        if (!Files.isDirectory(SAMPLES)) {
            return Stream.of("none");
        }
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".xml"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_file_gives_the_money_that_its_own_entries_say(String name) throws Exception {
        Document xml = document(name);
        if (number(xml, "count(//*[local-name()='Stmt' or local-name()='Ntfctn'])") == 0) {
            assertThatThrownBy(() -> read(name)).isInstanceOf(RefusedFile.class).hasMessageContaining("no statement");
            return;
        }
        WholeFile file = read(name);
        List<Line> lines = lines(file);

        assertThat(sum(lines, Credit.class)).isEqualByComparingTo(sumOf(xml, "CRDT", "not(" + REVERSAL + ")"));
        assertThat(sum(lines, Return.class)).isEqualByComparingTo(sumOf(xml, "DBIT", REVERSAL));
        assertThat(lines).allSatisfy(line -> assertThat(line.reference()).isNotBlank());
        assertThat(lines).extracting(Line::reference).doesNotHaveDuplicates();
    }

    @Test
    void two_statements_in_one_message() throws Exception {
        WholeFile file = read("camt053-v02-multi-statement.xml");

        assertThat(file.statements()).hasSize(2);
        assertThat(file.statements())
                .extracting(Survey.Statement::completeThrough)
                .containsOnly(LocalDate.of(2014, 12, 31));
        assertThat(lines(file)).singleElement().isInstanceOfSatisfying(Credit.class, credit -> {
            assertThat(credit.amount()).hasToString("8.85 EUR");
            assertThat(credit.valueDate()).isEqualTo(LocalDate.of(2015, 1, 2));
            assertThat(credit.keys()).contains(Key.transaction("e2e:000000001"));
        });
        assertThat(file.ignored()).isEqualTo(1);
    }

    @Test
    void a_batch_of_reference_payments_counts_one_by_one() throws Exception {
        WholeFile file = read("fi-danske-camt054-v02.xml");

        assertThat(lines(file)).map(Object::toString).hasSize(3);
        assertThat(lines(file))
                .extracting(line -> line.amount().toString())
                .containsExactly("147.00 EUR", "36.00 EUR", "10.00 EUR");
        assertThat(lines(file))
                .extracting(Line::reference)
                .containsExactly("REFP2011034/1109168E0049198529", "REFP2011034/1109168E0049198530", "RFDI2011030");
        assertThat(keysOf(file, 0)).contains(Key.reference("123"));
        assertThat(keysOf(file, 1)).contains(Key.reference("100978")).contains(Key.reference("RF74100978"));
        assertThat(keysOf(file, 2)).contains(Key.reference("6450830029863"));
        assertThat(file.statements().getFirst().completeThrough())
                .as("a notification does not complete a day")
                .isNull();
    }

    @Test
    void sums_of_several_wait_and_charges_and_currencies_do_not_change_what_was_booked() throws Exception {
        WholeFile file = read("fi-fffs-camt053-v02.xml");

        assertThat(lines(file))
                .extracting(line -> line.amount().toString())
                .containsExactly(
                        "2000.00 EUR", "500.00 EUR", "3000.00 EUR", "2120.00 EUR", "5455.00 EUR", "10000.00 EUR");
        assertThat(file.findings())
                .extracting(Survey.Finding::code)
                .containsOnly("sum-of-several", "reference-check-digits");
        assertThat(keysOf(file, 3)).contains(new Key(Key.Kind.WORD, "US20291092"));
    }

    @Test
    void returned_direct_debits_are_reversals_with_their_reason() throws Exception {
        WholeFile file = read("nl-camt053-v02-return-reversal.xml");

        assertThat(lines(file)).hasSize(3);
        assertThat((Return) lines(file).getFirst()).satisfies(back -> {
            assertThat(back.amount()).hasToString("564.05 EUR");
            assertThat(back.reason()).contains("AC06");
            assertThat(back.keys()).contains(Key.transaction("e2e:TESTBANK/NL/20141229/01206408"));
        });
        assertThat(lines(file).getLast()).isInstanceOf(Credit.class);
        assertThat(file.ignored()).isEqualTo(1);
    }

    @Test
    void version_eight_with_qrr_and_rf_references() throws Exception {
        WholeFile file = read("ch-camt053-v08-qrr-rf-fx.xml");

        assertThat(lines(file)).extracting(line -> line.amount().toString()).containsExactly("474.40 CHF", "88.85 CHF");
        assertThat(keysOf(file, 1)).contains(Key.reference("552"));
        assertThat(keysOf(file, 0)).contains(new Key(Key.Kind.WORD, "R77561"));
    }

    @Test
    void a_bank_that_sends_empty_ids_is_read() throws Exception {
        WholeFile file = read("fi-op-camt053-v02.xml");

        assertThat(lines(file)).extracting(line -> line.amount().toString()).containsExactly("1159.23 EUR");
        assertThat(file.statements().getFirst().account()).isEqualTo("57169020004185");
    }

    private static BigDecimal sum(List<Line> lines, Class<? extends Line> kind) {
        return lines.stream()
                .filter(kind::isInstance)
                .map(line -> line.amount().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Asked of the file by other means than those under test. */
    private static BigDecimal sumOf(Document xml, String direction, String condition) throws Exception {
        double sum = number(
                xml,
                "sum(//*[local-name()='Ntry']" + BOOKED + "[*[local-name()='CdtDbtInd']='" + direction + "']["
                        + condition + "]/*[local-name()='Amt'])");
        return BigDecimal.valueOf(Math.round(sum * 100), 2);
    }

    private static double number(Document xml, String question) throws Exception {
        return (double) XPathFactory.newInstance().newXPath().evaluate(question, xml, XPathConstants.NUMBER);
    }

    private static Document document(String name) throws Exception {
        assumeTrue(Files.exists(SAMPLES.resolve(name)), "no samples in " + SAMPLES.normalize());
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(SAMPLES.resolve(name).toFile());
    }

    private static WholeFile read(String name) throws IOException {
        assumeTrue(Files.exists(SAMPLES.resolve(name)), "no samples in " + SAMPLES.normalize());
        try (InputStream bytes = Files.newInputStream(SAMPLES.resolve(name))) {
            return WholeFile.read(bytes);
        }
    }

    private static List<Line> lines(WholeFile file) {
        return file.lines();
    }

    private static Set<Key> keysOf(WholeFile file, int line) {
        return ((Credit) lines(file).get(line)).keys();
    }
}
