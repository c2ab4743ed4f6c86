package io.rykker.payment.bank;

import io.rykker.payment.bank.Line.Booked;
import io.rykker.payment.bank.Survey.Finding;
import io.rykker.payment.bank.Survey.Statement;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads camt.053 (statement) and camt.054 (notification), versions 02 to 08, as a stream: some lines at a time are in
 * memory, and one transaction as XML. Refuses with {@link RefusedFile} what is not XML, not one of these messages, without
 * a statement, or with an entry that has no amount; anything else that is odd is taken in with a finding.
 */
public final class CamtReader implements AutoCloseable {

    private static final Pattern NAMESPACE =
            Pattern.compile("urn:iso:std:iso:20022:tech:xsd:camt\\.(05[0-9])\\.001\\.([0-9]{2})");
    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{9,30}");
    private static final Set<String> VERSIONS = Set.of("02", "03", "04", "05", "06", "07", "08");
    private static final int MOST_FINDINGS = 200;
    private static final int MOST_TRANSACTIONS = 10_000;

    private enum Where {
        BEFORE,
        DOCUMENT,
        MESSAGE,
        STATEMENT,
        END
    }

    private final XmlStream xml;
    private final List<Statement> statements = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Queue<Booked> read = new ArrayDeque<>();
    private Where where = Where.BEFORE;
    private boolean isStatement;
    private int ignored;
    private boolean lastPage = true;

    private @Nullable String account;
    private @Nullable LocalDate closed;
    private @Nullable LocalDate created;
    private boolean ownLastPage;
    private References references = new References();

    CamtReader(InputStream bytes) {
        this.xml = new XmlStream(bytes);
    }

    /** The next lines, a few at most; none at the end of the file. */
    public List<Booked> next(int most) {
        while (read.size() < most && where != Where.END) {
            step();
        }
        List<Booked> some = new ArrayList<>();
        while (some.size() < most && !read.isEmpty()) {
            some.add(read.remove());
        }
        return some;
    }

    /** What was read so far is about. */
    public Survey survey() {
        return new Survey(List.copyOf(statements), ignored, List.copyOf(findings));
    }

    private void step() {
        switch (where) {
            case BEFORE -> enterDocument();
            case DOCUMENT -> inDocument();
            case MESSAGE -> inMessage();
            case STATEMENT -> inStatement();
            case END -> {}
        }
    }

    private void enterDocument() {
        if (!xml.nextChild()) {
            throw RefusedFile.because("an empty file");
        }
        Matcher namespace = NAMESPACE.matcher(xml.namespace());
        if (!xml.name().equals("Document") || !namespace.matches()) {
            throw RefusedFile.because("not an ISO 20022 bank file: its root is " + brief(xml.name()) + " of "
                    + (xml.namespace().isEmpty() ? "no namespace" : brief(xml.namespace())));
        }
        String message = namespace.group(1);
        if (!Set.of("053", "054").contains(message) || !VERSIONS.contains(namespace.group(2))) {
            throw RefusedFile.because("camt." + message + " version " + namespace.group(2)
                    + " is not read; camt.053 and camt.054, versions 02 to 08, are");
        }
        isStatement = message.equals("053");
        where = Where.DOCUMENT;
    }

    private void inDocument() {
        if (!xml.nextChild()) {
            if (statements.isEmpty()) {
                throw RefusedFile.because("the file has no " + (isStatement ? "statement" : "notification"));
            }
            where = Where.END;
        } else if (xml.name().equals(isStatement ? "BkToCstmrStmt" : "BkToCstmrDbtCdtNtfctn")) {
            where = Where.MESSAGE;
        } else {
            xml.skip();
        }
    }

    private void inMessage() {
        if (!xml.nextChild()) {
            where = Where.DOCUMENT;
        } else if (xml.name().equals("GrpHdr")) {
            lastPage = !"false".equals(xml.take().textAt("MsgPgntn", "LastPgInd"));
        } else if (xml.name().equals(isStatement ? "Stmt" : "Ntfctn")) {
            where = Where.STATEMENT;
            account = null;
            closed = null;
            created = null;
            ownLastPage = lastPage;
            references = new References();
        } else {
            xml.skip();
        }
    }

    private void inStatement() {
        if (!xml.nextChild()) {
            statements.add(new Statement(account(), isStatement && ownLastPage ? closed : null));
            where = Where.MESSAGE;
            return;
        }
        switch (xml.name()) {
            case "Acct" -> account = account(xml.take());
            case "CreDtTm" -> created = date(xml.take().text());
            case "StmtPgntn", "NtfctnPgntn" ->
                ownLastPage = !"false".equals(xml.take().textAt("LastPgInd"));
            case "Bal" -> closed = later(closed, closedOn(xml.take()));
            case "Ntry" -> readEntry(account());
            default -> xml.skip();
        }
    }

    private String account() {
        if (account == null) {
            throw RefusedFile.because("statement " + (statements.size() + 1) + " names no account");
        }
        return account;
    }

    private void readEntry(String on) {
        var header = new Node("Ntry", null);
        List<Transaction> transactions = new ArrayList<>();
        int line = xml.line();
        while (xml.nextChild()) {
            if (xml.name().equals("NtryDtls")) {
                readDetails(header, transactions);
            } else {
                header.add(xml.take());
            }
        }
        var entry = new Entry(header, transactions, "entry in line " + line, created, references);
        entry.lines().forEach(found -> read.add(new Booked(on, found)));
        ignored += entry.ignored();
        entry.findings().forEach(this::add);
    }

    private void readDetails(Node header, List<Transaction> transactions) {
        while (xml.nextChild()) {
            if (!xml.name().equals("TxDtls")) {
                header.add(xml.take());
            } else if (transactions.size() == MOST_TRANSACTIONS) {
                throw RefusedFile.tooLarge(
                        "the entry in line " + xml.line() + " has more than " + MOST_TRANSACTIONS + " transactions");
            } else {
                transactions.add(Transaction.of(xml.take()));
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

    @Override
    public void close() {
        xml.close();
    }
}
