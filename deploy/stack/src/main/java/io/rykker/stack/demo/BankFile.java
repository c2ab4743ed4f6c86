package io.rykker.stack.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A day at the bank: camt.053 (a whole statement) or camt.054 (payments as they come), version 02. */
final class BankFile {

    /**
     * @param reference the payment reference, empty when the payer wrote none
     * @param returned money that goes back: the same payment, taken off the account again
     */
    record Entry(
            String id, BigDecimal amount, String reference, String text, String payer, boolean returned, String why) {

        static Entry paid(String id, BigDecimal amount, String reference, String text, String payer) {
            return new Entry(id, amount, reference, text, payer, false, "");
        }

        static Entry sentBack(Entry paid, String why) {
            return new Entry(paid.id(), paid.amount(), paid.reference(), paid.text(), paid.payer(), true, why);
        }
    }

    private final Script.Creditor creditor;
    private final LocalDate day;
    private final List<Entry> entries = new ArrayList<>();

    BankFile(Script.Creditor creditor, LocalDate day) {
        this.creditor = creditor;
        this.day = day;
    }

    void add(Entry entry) {
        entries.add(entry);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    int size() {
        return entries.size();
    }

    BigDecimal sum() {
        return entries.stream()
                .map(entry -> entry.returned() ? entry.amount().negate() : entry.amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    String asStatement(BigDecimal opening) {
        return document(
                "053",
                "BkToCstmrStmt",
                "Stmt",
                balance("OPBD", opening) + balance("CLBD", opening.add(sum())) + entries());
    }

    String asNotification() {
        return document("054", "BkToCstmrDbtCdtNtfctn", "Ntfctn", entries());
    }

    private String document(String message, String root, String part, String content) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.%1$s.001.02">
                  <%2$s>
                    <GrpHdr>
                      <MsgId>%4$s-%5$s-%1$s</MsgId>
                      <CreDtTm>%5$sT20:00:00</CreDtTm>
                    </GrpHdr>
                    <%3$s>
                      <Id>%4$s-%5$s</Id>
                      <CreDtTm>%5$sT20:00:00</CreDtTm>
                      <Acct>
                        <Id><IBAN>%6$s</IBAN></Id>
                        <Ccy>%7$s</Ccy>
                      </Acct>
                %8$s    </%3$s>
                  </%2$s>
                </Document>
                """.formatted(
                message, root, part, creditor.id(), day, creditor.account("IBAN"), creditor.currency(), content);
    }

    private String balance(String code, BigDecimal amount) {
        return """
                      <Bal>
                        <Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp>
                        <Amt Ccy="%s">%s</Amt>
                        <CdtDbtInd>%s</CdtDbtInd>
                        <Dt><Dt>%s</Dt></Dt>
                      </Bal>
                """.formatted(
                code, creditor.currency(), amount.abs().toPlainString(), amount.signum() < 0 ? "DBIT" : "CRDT", day);
    }

    private String entries() {
        var text = new StringBuilder();
        entries.forEach(entry -> text.append(entry(entry)));
        return text.toString();
    }

    private String entry(Entry entry) {
        return """
                      <Ntry>
                        <Amt Ccy="%s">%s</Amt>
                        <CdtDbtInd>%s</CdtDbtInd>
                %s        <Sts>BOOK</Sts>
                        <BookgDt><Dt>%s</Dt></BookgDt>
                        <ValDt><Dt>%s</Dt></ValDt>
                        <AcctSvcrRef>%s</AcctSvcrRef>
                        <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>%s</SubFmlyCd></Fmly></Domn></BkTxCd>
                        <NtryDtls>
                          <TxDtls>
                            <Refs><EndToEndId>%s</EndToEndId></Refs>
                            <RltdPties><Dbtr><Nm>%s</Nm></Dbtr></RltdPties>
                            <RmtInf>%s</RmtInf>
                %s          </TxDtls>
                        </NtryDtls>
                      </Ntry>
                """.formatted(
                creditor.currency(),
                entry.amount().toPlainString(),
                entry.returned() ? "DBIT" : "CRDT",
                entry.returned() ? "        <RvslInd>true</RvslInd>\n" : "",
                day,
                day,
                (entry.returned() ? "R" : "B") + entry.id(),
                entry.returned() ? "RRTN" : "ESCT",
                entry.id(),
                UblDocument.xml(entry.payer()),
                remittance(entry),
                entry.returned() ? "            <RtrInf><Rsn><Cd>" + entry.why() + "</Cd></Rsn></RtrInf>\n" : "");
    }

    private static String remittance(Entry entry) {
        return entry.reference().isEmpty()
                ? "<Ustrd>" + UblDocument.xml(entry.text()) + "</Ustrd>"
                : "<Strd><CdtrRefInf><Ref>" + entry.reference() + "</Ref></CdtrRefInf></Strd>";
    }
}
