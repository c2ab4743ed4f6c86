package io.rykker.payment;

/** Bank files made for the tests. */
final class MadeFile {

    private MadeFile() {}

    static String statement(String iban, String day, String text) {
        return """
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>
                <GrpHdr><MsgId>1</MsgId><CreDtTm>%2$sT20:00:00</CreDtTm></GrpHdr>
                <Stmt><Id>1</Id><CreDtTm>%2$sT20:00:00</CreDtTm><Acct><Id><IBAN>%1$s</IBAN></Id></Acct>
                <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="DKK">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>
                <Dt><Dt>%2$s</Dt></Dt></Bal>
                <Ntry><Amt Ccy="DKK">125.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
                <BookgDt><Dt>%2$s</Dt></BookgDt><ValDt><Dt>%2$s</Dt></ValDt><AcctSvcrRef>B-1</AcctSvcrRef>
                <BkTxCd/><NtryDtls><TxDtls><RmtInf><Strd><CdtrRefInf><Ref>%3$s</Ref></CdtrRefInf></Strd></RmtInf>
                </TxDtls></NtryDtls></Ntry>
                <Ntry><Amt Ccy="DKK">9.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>
                <BookgDt><Dt>%2$s</Dt></BookgDt><AcctSvcrRef>B-2</AcctSvcrRef><BkTxCd/></Ntry>
                </Stmt></BkToCstmrStmt></Document>
                """.formatted(iban, day, text.replace("<", "&lt;"));
    }

    static String ofLines(String iban, int count) {
        String one = statement(iban, "2026-02-02", "1");
        int from = one.indexOf("<Ntry>");
        StringBuilder lines = new StringBuilder(one.substring(0, from));
        for (int i = 0; i < count; i++) {
            lines.append("<Ntry><Amt Ccy='DKK'>1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>")
                    .append("<BookgDt><Dt>2026-02-02</Dt></BookgDt><AcctSvcrRef>L")
                    .append(i)
                    .append("</AcctSvcrRef></Ntry>");
        }
        return lines.append(one.substring(one.indexOf("</Stmt>"))).toString();
    }
}
