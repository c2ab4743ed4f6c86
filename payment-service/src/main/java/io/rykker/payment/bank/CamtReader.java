package io.rykker.payment.bank;

import io.rykker.payment.bank.BankFile.Finding;
import io.rykker.payment.bank.BankFile.Line;
import io.rykker.payment.bank.BankFile.Statement;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads camt.053 (statement) and camt.054 (notification), versions 02 to 08, as a stream: one transaction at a time is in
 * memory as XML. Refuses with {@link RefusedFile} what is not XML, not one of these messages, without a statement, or
 * with an entry that has no amount; anything else that is odd is taken in with a finding.
 */
public final class CamtReader {

    private static final Pattern NAMESPACE =
            Pattern.compile("urn:iso:std:iso:20022:tech:xsd:camt\\.(05[0-9])\\.001\\.([0-9]{2})");
    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{9,30}");
    private static final Set<String> VERSIONS = Set.of("02", "03", "04", "05", "06", "07", "08");
    private static final int MOST_FINDINGS = 200;
    private static final int MOST_LINES = 20_000;

    private final XmlStream xml;
    private final List<Statement> statements = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private int ignored;
    private int told;
    private boolean lastPage = true;

    private CamtReader(XmlStream xml) {
        this.xml = xml;
    }

    /**
     * Reads a file to its end.
     *
     * @param mostBytes beyond which it is refused as too large
     */
    public static BankFile read(InputStream bytes, long mostBytes) {
        try (var xml = new XmlStream(new LimitedStream(bytes, mostBytes))) {
            return new CamtReader(xml).read();
        }
    }

    private BankFile read() {
        if (!xml.nextChild()) {
            throw RefusedFile.because("an empty file");
        }
        Matcher namespace = NAMESPACE.matcher(xml.namespace());
        if (!xml.name().equals("Document") || !namespace.matches()) {
            throw RefusedFile.because("not an ISO 20022 bank file: its root is " + brief(xml.name()) + " of "
                    + (xml.namespace().isEmpty() ? "no namespace" : brief(xml.namespace())));
        }
        String message = namespace.group(1);
        if ((!message.equals("053") && !message.equals("054")) || !VERSIONS.contains(namespace.group(2))) {
            throw RefusedFile.because("camt." + message + " version " + namespace.group(2)
                    + " is not read; camt.053 and camt.054, versions 02 to 08, are");
        }
        boolean isStatement = message.equals("053");
        while (xml.nextChild()) {
            if (xml.name().equals(isStatement ? "BkToCstmrStmt" : "BkToCstmrDbtCdtNtfctn")) {
                readMessage(isStatement ? "Stmt" : "Ntfctn", isStatement);
            } else {
                xml.skip();
            }
        }
        if (statements.isEmpty()) {
            throw RefusedFile.because("the file has no " + (isStatement ? "statement" : "notification"));
        }
        return new BankFile(List.copyOf(statements), ignored, List.copyOf(findings));
    }

    private void readMessage(String part, boolean isStatement) {
        while (xml.nextChild()) {
            if (xml.name().equals("GrpHdr")) {
                lastPage = !"false".equals(xml.take().textAt("MsgPgntn", "LastPgInd"));
            } else if (xml.name().equals(part)) {
                statements.add(readStatement(isStatement));
            } else {
                xml.skip();
            }
        }
    }

    private Statement readStatement(boolean isStatement) {
        String account = null;
        LocalDate closed = null;
        LocalDate created = null;
        Boolean ownLastPage = null;
        List<Line> lines = new ArrayList<>();
        var references = new References();
        while (xml.nextChild()) {
            switch (xml.name()) {
                case "Acct" -> account = account(xml.take());
                case "CreDtTm" -> created = date(xml.take().text());
                case "StmtPgntn", "NtfctnPgntn" ->
                    ownLastPage = !"false".equals(xml.take().textAt("LastPgInd"));
                case "Bal" -> closed = later(closed, closedOn(xml.take()));
                case "Ntry" -> readEntry(lines, references, created);
                default -> xml.skip();
            }
        }
        if (account == null) {
            throw RefusedFile.because("statement " + (statements.size() + 1) + " names no account");
        }
        boolean complete = isStatement && (ownLastPage == null ? lastPage : ownLastPage);
        return new Statement(account, complete ? closed : null, lines);
    }

    /** Header fields of an entry come before its transactions, so that each of these can be told as soon as it is read. */
    private void readEntry(List<Line> lines, References references, @Nullable LocalDate created) {
        var header = new Node("Ntry", null);
        List<Node> transactions = new ArrayList<>();
        int line = xml.line();
        while (xml.nextChild()) {
            if (xml.name().equals("NtryDtls")) {
                readDetails(header, transactions);
            } else {
                header.add(xml.take());
            }
        }
        String where = "entry in line " + line;
        var entry = new Entry(header, transactions, where, created, references);
        lines.addAll(entry.lines());
        told += entry.lines().size();
        if (told > MOST_LINES) {
            throw RefusedFile.tooLarge("more than " + MOST_LINES + " payments; send the file in parts");
        }
        ignored += entry.ignored();
        entry.findings().forEach(this::add);
    }

    private void readDetails(Node header, List<Node> transactions) {
        while (xml.nextChild()) {
            if (xml.name().equals("TxDtls")) {
                transactions.add(xml.take());
            } else {
                header.add(xml.take());
            }
        }
    }

    private void add(Finding finding) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        }
    }

    private static @Nullable String account(Node acct) {
        String iban = acct.textAt("Id", "IBAN");
        String id = iban == null ? acct.textAt("Id", "Othr", "Id") : iban;
        return id == null ? null : accountKey(id);
    }

    /**
     * As accounts are compared: without blanks, dots, hyphens, and without the country and check digits of an IBAN, since
     * one file may name the same account by IBAN and the next by its national number.
     */
    public static String accountKey(String account) {
        String plain = account.replaceAll("[\\s.-]", "").toUpperCase(Locale.ROOT);
        return IBAN.matcher(plain).matches() ? plain.substring(4) : plain;
    }

    private static @Nullable LocalDate closedOn(Node balance) {
        if (!"CLBD".equals(balance.textAt("Tp", "CdOrPrtry", "Cd"))) {
            return null;
        }
        return dateOf(balance.at("Dt"));
    }

    private static @Nullable LocalDate later(@Nullable LocalDate one, @Nullable LocalDate other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    /** Of a {@code Dt} or a {@code DtTm}; of the latter the day as the bank wrote it, whatever the offset. */
    static @Nullable LocalDate dateOf(@Nullable Node choice) {
        if (choice == null) {
            return null;
        }
        String day = choice.textAt("Dt");
        return date(day == null ? choice.textAt("DtTm") : day);
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        if (text == null || text.length() < 10) {
            return null;
        }
        try {
            return LocalDate.parse(text.substring(0, 10));
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static String brief(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
