package io.rykker.payment;

import io.rykker.payment.bank.BankFile;
import io.rykker.payment.bank.BankFile.Credit;
import io.rykker.payment.bank.BankFile.Finding;
import io.rykker.payment.bank.BankFile.Line;
import io.rykker.payment.bank.BankFile.Return;
import io.rykker.payment.bank.BankFile.Statement;
import io.rykker.payment.bank.CamtReader;
import io.rykker.payment.bank.RefusedFile;
import io.rykker.payment.domain.Answer;
import io.rykker.payment.domain.Ids;
import io.rykker.payment.domain.News;
import io.rykker.payment.domain.Receipt;
import io.rykker.payment.domain.Reversal;
import io.rykker.payment.messaging.Outgoing;
import io.rykker.payment.messaging.Poll;
import io.rykker.payment.persistence.CreditorRow;
import io.rykker.payment.persistence.Store;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Takes a bank file in, some hundred lines a transaction. Every line has its identity from the bank, so a file that broke
 * off half way, or comes again, is simply sent again.
 */
@ApplicationScoped
public class BankFiles {

    /** Of one file. */
    public static final long MOST_BYTES = 50L * 1024 * 1024;

    private static final int LINES_A_TRANSACTION = 1000;

    private final PaymentDesk desk;
    private final Store store;

    BankFiles(PaymentDesk desk, Store store) {
        this.desk = desk;
        this.store = store;
    }

    /**
     * What became of the lines.
     *
     * @param taken payments and reversals that are new
     * @param repeated those that were known, from this file or from another one about the same money
     * @param ignored lines that are none of a debtor's payments
     */
    public record Report(int taken, int repeated, int ignored, List<Finding> findings) {}

    /** Refuses with {@link RefusedFile}. */
    public BankFile read(InputStream bytes) {
        return CamtReader.read(bytes, MOST_BYTES);
    }

    /** Refuses with {@link RefusedFile} when an account belongs to none of the creditors that the caller may act for. */
    public Uni<Report> take(BankFile file, Predicate<String> mayActFor, String traceparent) {
        Set<String> accounts = new LinkedHashSet<>();
        file.statements().forEach(statement -> accounts.add(statement.account()));
        return desk.look(session -> store.owners(session, accounts))
                .map(owners -> ownerOf(accounts, owners, mayActFor))
                .chain(ownerOf -> take(file, ownerOf, traceparent));
    }

    private static Map<String, String> ownerOf(
            Set<String> accounts, List<CreditorRow> owners, Predicate<String> mayActFor) {
        Map<String, String> ownerOf = new HashMap<>();
        for (String account : accounts) {
            List<String> creditors = owners.stream()
                    .filter(owner -> Arrays.asList(owner.accounts).contains(account))
                    .map(owner -> owner.id)
                    .filter(mayActFor)
                    .toList();
            if (creditors.size() != 1) {
                throw RefusedFile.because("the account that ends in " + Outgoing.lastFour(account)
                        + (creditors.isEmpty()
                                ? " is registered for no creditor; register it with the creditor first"
                                : " is registered for several creditors; send the file with a token for one of them"));
            }
            ownerOf.put(account, creditors.getFirst());
        }
        return ownerOf;
    }

    private Uni<Report> take(BankFile file, Map<String, String> ownerOf, String traceparent) {
        List<Submission> submissions = new ArrayList<>();
        for (Statement statement : file.statements()) {
            String creditorId = owner(ownerOf, statement);
            statement
                    .lines()
                    .forEach(line -> submissions.add(
                            new Submission.Understood(news(line, creditorId, statement.account()), null, traceparent)));
        }
        return Multi.createFrom()
                .iterable(chunks(submissions))
                .onItem()
                .transformToUniAndConcatenate(chunk -> Poll.onceMore(() -> desk.take(chunk)))
                .collect()
                .in(ArrayList<Answer>::new, List::addAll)
                .call(() -> tellThrough(file, ownerOf, traceparent))
                .map(answers -> report(file, answers));
    }

    /** Said last: the bank is known through a day only when the payments of that day are. */
    private Uni<Void> tellThrough(BankFile file, Map<String, String> ownerOf, String traceparent) {
        return Multi.createFrom()
                .iterable(file.statements())
                .onItem()
                .transformToUniAndConcatenate(statement -> statement.completeThrough() == null
                        ? Uni.createFrom().voidItem()
                        : desk.bankIsKnown(
                                owner(ownerOf, statement),
                                statement.account(),
                                statement.completeThrough(),
                                traceparent))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static String owner(Map<String, String> ownerOf, Statement statement) {
        return Objects.requireNonNull(ownerOf.get(statement.account()));
    }

    static News news(Line line, String creditorId, String account) {
        return switch (line) {
            case Credit credit ->
                new News.Received(new Receipt(
                        creditorId,
                        Receipt.BANK,
                        account + "/" + credit.reference(),
                        credit.amount(),
                        credit.bookedOn(),
                        credit.valueDate(),
                        credit.keys(),
                        credit.entry() == null ? null : Ids.entry(creditorId, account + "/" + credit.entry()),
                        credit.wholeEntry(),
                        credit.said()));
            case Return back ->
                new News.Reversed(new Reversal(
                        Ids.bankReversal(creditorId, account + "/" + back.reference()),
                        creditorId,
                        null,
                        back.keys(),
                        back.amount(),
                        back.bookedOn(),
                        back.reason(),
                        Receipt.BANK));
        };
    }

    private static List<List<Submission>> chunks(List<Submission> submissions) {
        List<List<Submission>> chunks = new ArrayList<>();
        for (int from = 0; from < submissions.size(); from += LINES_A_TRANSACTION) {
            chunks.add(submissions.subList(from, Math.min(from + LINES_A_TRANSACTION, submissions.size())));
        }
        return chunks;
    }

    private static Report report(BankFile file, List<Answer> answers) {
        List<Finding> findings = new ArrayList<>(file.findings());
        int taken = 0;
        int repeated = 0;
        for (Answer answer : answers) {
            switch (answer) {
                case Answer.Taken _ -> taken++;
                case Answer.Repeated _ -> repeated++;
                case Answer.Conflicting(var _, var why) -> findings.add(new Finding("conflict", "line", why));
                case Answer.Refused(var _, var why) -> findings.add(new Finding("refused", "line", why));
            }
        }
        return new Report(taken, repeated, file.ignored(), findings);
    }
}
