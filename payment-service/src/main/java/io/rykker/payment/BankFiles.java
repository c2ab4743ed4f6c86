package io.rykker.payment;

import io.rykker.payment.bank.BankFile;
import io.rykker.payment.bank.CamtReader;
import io.rykker.payment.bank.Line.Booked;
import io.rykker.payment.bank.Line.Credit;
import io.rykker.payment.bank.Line.Return;
import io.rykker.payment.bank.RefusedFile;
import io.rykker.payment.bank.Survey;
import io.rykker.payment.bank.Survey.Finding;
import io.rykker.payment.bank.Survey.Statement;
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
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
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
    private static final int MOST_FINDINGS = 200;

    private final PaymentDesk desk;
    private final Store store;
    private final Vertx vertx;

    BankFiles(PaymentDesk desk, Store store, Vertx vertx) {
        this.desk = desk;
        this.store = store;
        this.vertx = vertx;
    }

    /**
     * What became of the lines.
     *
     * @param taken payments and reversals that are new
     * @param repeated those that were known, from this file or from another one about the same money
     * @param ignored lines that are none of a debtor's payments
     */
    public record Report(int taken, int repeated, int ignored, List<Finding> findings) {}

    /**
     * Takes in a file that was surveyed. Refuses with {@link RefusedFile} when an account belongs to none of the creditors
     * that the caller may act for.
     */
    public Uni<Report> take(BankFile file, Survey survey, Predicate<String> mayActFor, String traceparent) {
        Set<String> accounts = new LinkedHashSet<>();
        survey.statements().forEach(statement -> accounts.add(statement.account()));
        return desk.look(session -> store.owners(session, accounts))
                .map(owners -> ownerOf(accounts, owners, mayActFor))
                .chain(ownerOf ->
                        takeLines(file, ownerOf, traceparent).call(() -> tellThrough(survey, ownerOf, traceparent)))
                .map(answers -> answers.report(survey));
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

    /** Some lines, a transaction, the next lines: never the whole file at once. */
    private Uni<Answers> takeLines(BankFile file, Map<String, String> ownerOf, String traceparent) {
        CamtReader reader = file.open();
        return Multi.createBy()
                .repeating()
                .uni(() -> aside(() -> reader.next(LINES_A_TRANSACTION)))
                .until(List::isEmpty)
                .onItem()
                .transformToUniAndConcatenate(lines -> {
                    List<Submission> batch = submissions(lines, ownerOf, traceparent);
                    return Poll.onceMore(() -> desk.take(batch));
                })
                .collect()
                .in(Answers::new, Answers::add)
                .eventually(reader::close);
    }

    /** A worker reads, and the answer comes back on the context of the request, where sessions live. */
    private <T> Uni<T> aside(Callable<T> reading) {
        return Uni.createFrom()
                .completionStage(() -> vertx.getOrCreateContext()
                        .executeBlocking(reading, true)
                        .toCompletionStage());
    }

    /** Said last: the bank is known through a day only when the payments of that day are. */
    private Uni<Void> tellThrough(Survey survey, Map<String, String> ownerOf, String traceparent) {
        return Multi.createFrom()
                .iterable(survey.statements())
                .onItem()
                .transformToUniAndConcatenate(statement -> tellThrough(statement, ownerOf, traceparent))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> tellThrough(Statement statement, Map<String, String> ownerOf, String traceparent) {
        LocalDate through = statement.completeThrough();
        return through == null
                ? Uni.createFrom().voidItem()
                : desk.bankIsKnown(owner(ownerOf, statement.account()), statement.account(), through, traceparent);
    }

    private static List<Submission> submissions(List<Booked> lines, Map<String, String> ownerOf, String traceparent) {
        return lines.stream()
                .<Submission>map(booked ->
                        new Submission.Understood(news(booked, owner(ownerOf, booked.account())), null, traceparent))
                .toList();
    }

    private static String owner(Map<String, String> ownerOf, String account) {
        return Objects.requireNonNull(ownerOf.get(account));
    }

    private static News news(Booked booked, String creditorId) {
        String account = booked.account();
        return switch (booked.line()) {
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

    /** Counts the answers as they come. */
    private static final class Answers {

        private final List<Finding> findings = new ArrayList<>();
        private int taken;
        private int repeated;

        void add(List<Answer> some) {
            for (Answer answer : some) {
                switch (answer) {
                    case Answer.Taken _ -> taken++;
                    case Answer.Repeated _ -> repeated++;
                    case Answer.Conflicting(var field, var why) -> find("conflict", field, why);
                    case Answer.Refused(var field, var why) -> find("refused", field, why);
                }
            }
        }

        private void find(String code, String field, String why) {
            if (findings.size() < MOST_FINDINGS) {
                findings.add(new Finding(code, field, why));
            }
        }

        Report report(Survey survey) {
            findings.addAll(0, survey.findings());
            return new Report(taken, repeated, survey.ignored(), findings);
        }
    }
}
