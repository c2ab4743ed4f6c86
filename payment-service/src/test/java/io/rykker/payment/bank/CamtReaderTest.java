package io.rykker.payment.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rykker.payment.bank.Line.Credit;
import io.rykker.payment.bank.Survey.Finding;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CamtReaderTest {

    private static final String ENTRY = """
            <Ntry><Amt Ccy="DKK">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
            <BookgDt><Dt>2026-02-02</Dt></BookgDt><AcctSvcrRef>B1</AcctSvcrRef></Ntry>
            """;

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "hello", "{}", "<Document", "<a></b>", "<a>&nbsp;</a>", "<Document xmlns='x'/>"})
    void what_is_not_such_a_file_is_refused_in_words(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(RefusedFile.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"camt.053.001.01", "camt.053.001.09", "camt.052.001.02", "camt.054.001.13", "pain.001.001.03"})
    void another_message_or_version_is_refused(String message) {
        assertThatThrownBy(() -> read("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:" + message + "'/>"))
                .isInstanceOf(RefusedFile.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"02", "03", "04", "05", "06", "07", "08"})
    void versions_two_to_eight_are_read(String version) {
        assertThat(lines(read(statement(ENTRY).replace("001.02", "001." + version))))
                .hasSize(1);
    }

    @Test
    void a_document_type_is_refused_whatever_is_in_it() {
        assertThatThrownBy(() -> read("<!DOCTYPE Document SYSTEM 'http://127.0.0.1:9/x.dtd'>" + statement(ENTRY)))
                .isInstanceOf(RefusedFile.class)
                .hasMessageContaining("document types");
        assertThatThrownBy(() -> read("<!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
                        + statement(ENTRY.replace("B1", "&a;"))))
                .isInstanceOf(RefusedFile.class)
                .hasMessageContaining("document types");
    }

    @Test
    void an_entity_bomb_is_refused_at_once() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE d [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY a")
                    .append(i)
                    .append(" '")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        assertThatThrownBy(() -> read(bomb + "]>" + statement(ENTRY.replace("B1", "&a29;"))))
                .isInstanceOf(RefusedFile.class);
    }

    @Test
    void a_million_elements_are_too_many() {
        assertThatThrownBy(() -> read(statement("<x/>".repeat(1_000_000))))
                .isInstanceOfSatisfying(RefusedFile.class, refusal -> {
                    assertThat(refusal.isTooLarge()).isTrue();
                    assertThat(refusal.why()).contains("send the file in parts");
                });
    }

    @Test
    void too_many_payments_too_deep_too_long_and_too_many_bytes_are_refused() {
        assertThatThrownBy(() ->
                        read(statement(ENTRY.replace("</Ntry>", details("0.01").repeat(10_001) + "</Ntry>"))))
                .hasMessageContaining("more than 10000 transactions");
        assertThatThrownBy(() -> read(statement("<x>".repeat(100)))).hasMessageContaining("nested deeper");
        assertThatThrownBy(() -> read(statement(ENTRY.replace("B1", "B".repeat(30_000)))))
                .hasMessageContaining("longer than");
        assertThatThrownBy(() -> BankFile.of(
                        new ByteArrayInputStream(
                                statement(" ".repeat(3_000_000)).getBytes(StandardCharsets.UTF_8)),
                        2 * 1024 * 1024))
                .hasMessageContaining("larger than 2 MB");
    }

    @ParameterizedTest
    @CsvSource({
        "'<Amt Ccy=\"DKK\">100.00</Amt>', ''",
        "100.00, ''",
        "100.00, -5.00",
        "100.00, 1e5",
        "100.00, 100.001",
        "100.00, 9999999999999999",
        "DKK, QQQ",
        "DKK, XXX",
    })
    void an_entry_without_an_amount_refuses_the_file(String old, String wrong) {
        assertThatThrownBy(() -> read(statement(ENTRY.replace(old, wrong)))).isInstanceOf(RefusedFile.class);
    }

    @ParameterizedTest
    @CsvSource({
        "<Sts>BOOK</Sts>, <Sts>INFO</Sts>, not-booked",
        "<Sts>BOOK</Sts>, <Sts>PDNG</Sts>, not-booked",
        "<Sts>BOOK</Sts>, <Sts><Cd>INFO</Cd></Sts>, not-booked",
        "<Sts>BOOK</Sts>, <X/>, not-booked",
        "100.00, 0.00, zero",
        "CRDT, NONE, no-direction",
        "<Sts>BOOK</Sts>, <Sts>BOOK</Sts><RvslInd>true</RvslInd>, returned-debit",
    })
    void what_is_no_payment_is_left_out_with_a_finding(String old, String other, String code) {
        WholeFile file = read(statement(ENTRY.replace(old, other)));

        assertThat(lines(file)).isEmpty();
        assertThat(file.ignored()).isEqualTo(1);
        assertThat(file.findings()).extracting(Finding::code).containsExactly(code);
    }

    @Test
    void transactions_that_do_not_add_up_count_as_one_sum() {
        WholeFile file = read(statement(ENTRY.replace("</Ntry>", details("60.00", "30.00") + "</Ntry>")));

        assertThat(lines(file))
                .singleElement()
                .satisfies(line -> assertThat(line.amount()).hasToString("100.00 DKK"));
        assertThat(file.findings()).extracting(Finding::code).containsExactly("details-do-not-add-up");
    }

    @Test
    void statement_and_notification_give_one_payment_one_reference() {
        String single = ENTRY.replace("</Ntry>", details("100.00") + "</Ntry>");
        String batch = ENTRY.replace("</Ntry>", details("60.00", "40.00") + "</Ntry>");

        assertThat(references(statement(ENTRY))).containsExactly("B1");
        assertThat(references(notification(single))).containsExactly("B1");
        assertThat(references(statement(batch)))
                .isEqualTo(references(notification(batch)))
                .hasSize(2);
    }

    @Test
    void lines_that_the_bank_gives_no_reference_are_told_apart_by_what_they_are() {
        String bare = ENTRY.replace("<AcctSvcrRef>B1</AcctSvcrRef>", "");
        List<String> twice = references(statement(bare + bare));

        assertThat(twice).doesNotHaveDuplicates().hasSize(2);
        assertThat(references(notification(bare + bare))).isEqualTo(twice);
        assertThat(references(statement(bare.replace("100.00", "101.00")))).doesNotContainAnyElementsOf(twice);
    }

    @Test
    void only_the_last_page_of_a_statement_closes_the_day() {
        String closed =
                "<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy='DKK'>1</Amt><Dt><Dt>2026-02-02</Dt></Dt></Bal>";
        String first = statement(closed)
                .replace("<Stmt>", "<GrpHdr><MsgPgntn><LastPgInd>false</LastPgInd></MsgPgntn></GrpHdr><Stmt>");

        assertThat(read(statement(closed)).statements().getFirst().completeThrough())
                .hasToString("2026-02-02");
        assertThat(read(first).statements().getFirst().completeThrough()).isNull();
        assertThat(read(notification(closed)).statements().getFirst().completeThrough())
                .isNull();
    }

    @Test
    void what_was_written_is_kept_for_a_person_without_control_characters() {
        String written = ENTRY.replace(
                "</Ntry>",
                "<NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Åse&#x85;Ø</Nm></Dbtr></RltdPties><RmtInf><Ustrd>Faktura 12</Ustrd>"
                        + "</RmtInf></TxDtls></NtryDtls></Ntry>");

        assertThat(((Credit) lines(read(statement(written))).getFirst()).said()).satisfies(said -> {
            assertThat(said.payerName()).isEqualTo("ÅseØ");
            assertThat(said.text()).isEqualTo("Faktura 12");
        });
    }

    private static String details(String... amounts) {
        StringBuilder details = new StringBuilder("<NtryDtls>");
        for (int i = 0; i < amounts.length; i++) {
            details.append(
                    "<TxDtls><Refs><AcctSvcrRef>T%d</AcctSvcrRef></Refs><AmtDtls><TxAmt><Amt Ccy=\"DKK\">%s</Amt></TxAmt></AmtDtls></TxDtls>"
                            .formatted(i, amounts[i]));
        }
        return details.append("</NtryDtls>").toString();
    }

    private static String statement(String content) {
        return "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.02'><BkToCstmrStmt><Stmt>"
                + "<Acct><Id><IBAN>DK5000400440116243</IBAN></Id></Acct>" + content
                + "</Stmt></BkToCstmrStmt></Document>";
    }

    private static String notification(String content) {
        return statement(content)
                .replace("camt.053", "camt.054")
                .replace("BkToCstmrStmt", "BkToCstmrDbtCdtNtfctn")
                .replace("Stmt>", "Ntfctn>");
    }

    private static List<String> references(String file) {
        return lines(read(file)).stream().map(Line::reference).toList();
    }

    private static WholeFile read(String text) {
        return WholeFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Line> lines(WholeFile file) {
        return file.lines();
    }
}
