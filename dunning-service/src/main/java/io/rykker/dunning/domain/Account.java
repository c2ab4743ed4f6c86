package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The money of one invoice. Payments, reversals and credits are sets keyed by their ids, so neither order nor repetition
 * can matter; a reversal may come before its payment, which then never counts. The balance is the sum of the lines less
 * what was paid and credited; below zero it is an overpayment.
 *
 * @param assignment whose the claim is or was, if not the creditor's own, or null
 */
public record Account(
        SortedMap<UUID, Payment> payments,
        SortedMap<UUID, Reversal> reversals,
        SortedMap<UUID, Credit> credits,
        @Nullable Cancellation cancelled,
        @Nullable WriteOff writtenOff,
        List<ClaimLine> lines,
        @Nullable Assignment assignment) {

    /** The source of what the debtor paid a factor: it counts, and no money came here. */
    public static final String FACTOR = "factor";

    /** Money that was allocated to the invoice. */
    public record Payment(Money amount, LocalDate valueDate, String source) {}

    /** An allocation that holds no longer. */
    public record Reversal(Money amount, LocalDate on, String reason) {}

    /** A credit note. */
    public record Credit(String number, Money amount, LocalDate on, String reason) {}

    /** The whole invoice was withdrawn by the creditor. */
    public record Cancellation(LocalDate on, String reason) {}

    /** The creditor gave up what was left. */
    public record WriteOff(LocalDate on, String why) {}

    static final Account EMPTY =
            new Account(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), null, null, List.of(), null);

    Account paid(UUID allocation, Payment payment) {
        return new Account(
                and(payments, allocation, payment), reversals, credits, cancelled, writtenOff, lines, assignment);
    }

    Account reversed(UUID allocation, Reversal reversal) {
        return new Account(
                payments, and(reversals, allocation, reversal), credits, cancelled, writtenOff, lines, assignment);
    }

    Account credited(UUID creditNote, Credit credit) {
        return new Account(
                payments, reversals, and(credits, creditNote, credit), cancelled, writtenOff, lines, assignment);
    }

    Account cancelled(Cancellation cancellation) {
        return new Account(payments, reversals, credits, cancellation, writtenOff, lines, assignment);
    }

    Account writtenOff(WriteOff writeOff) {
        return new Account(payments, reversals, credits, cancelled, writeOff, lines, assignment);
    }

    Account assigned(Assignment next) {
        return new Account(payments, reversals, credits, cancelled, writtenOff, lines, next);
    }

    /** The sale of the claim, or null. */
    @Nullable
    Assignment sale() {
        return assignment == null || !assignment.isSold() ? null : assignment;
    }

    /** The factor that has the claim now, or null. */
    @Nullable
    Assignment factor() {
        return assignment == null || !assignment.isWithFactor() ? null : assignment;
    }

    /** What the debtor paid a factor. */
    public Money paidToFactor(Money like) {
        return Money.sum(like, standing(like), payment -> payment.source().equals(FACTOR), Payment::amount);
    }

    Account charged(ClaimLine line) {
        List<ClaimLine> more = new ArrayList<>(lines.size() + 1);
        more.addAll(lines);
        more.add(line);
        return new Account(payments, reversals, credits, cancelled, writtenOff, List.copyOf(more), assignment);
    }

    /** Payments that count, by value date: neither reversed nor in another currency than the invoice. */
    public List<Payment> standing(Money like) {
        return payments.isEmpty()
                ? List.of()
                : standingById(like).stream().map(Map.Entry::getValue).toList();
    }

    /** The same with their ids. */
    List<Map.Entry<UUID, Payment>> standingById(Money like) {
        return payments.entrySet().stream()
                .filter(entry -> !reversals.containsKey(entry.getKey()))
                .filter(entry -> entry.getValue().amount().currency().equals(like.currency()))
                .sorted(Comparator.comparing(entry -> entry.getValue().valueDate()))
                .toList();
    }

    public Money paid(Money like) {
        return paidBy(LocalDate.MAX, like);
    }

    /** What had come in by the end of the day, by value date. */
    Money paidBy(LocalDate day, Money like) {
        return Money.sum(like, standing(like), payment -> !payment.valueDate().isAfter(day), Payment::amount);
    }

    public Money credited(Money like) {
        return Money.sum(
                like, credits.values(), credit -> credit.amount().currency().equals(like.currency()), Credit::amount);
    }

    public Money claimed(Money like) {
        return Money.sum(like, lines, _ -> true, ClaimLine::amount);
    }

    public Money claimed(ClaimLine.Kind kind, Money like) {
        return Money.sum(like, lines, line -> line.kind() == kind, ClaimLine::amount);
    }

    public Money claimed(ClaimLine.Kind kind, String key, Money like) {
        return Money.sum(like, lines, line -> line.kind() == kind && line.key().equals(key), ClaimLine::amount);
    }

    public Money balance(Money like) {
        return claimed(like).minus(paid(like)).minus(credited(like));
    }

    /** The source of the payment that by value date filled the claim, or null when nothing was paid. */
    @Nullable
    String filledBy(Money like) {
        Money missing = claimed(like).minus(credited(like));
        String source = null;
        for (Payment payment : standing(like)) {
            source = payment.source();
            missing = missing.minus(payment.amount());
            if (!missing.isPositive()) {
                return source;
            }
        }
        return source;
    }

    /** The last day on which money that had been counted was taken back, or null. */
    @Nullable
    LocalDate lastReversal() {
        return reversals.entrySet().stream()
                .filter(entry -> payments.containsKey(entry.getKey()))
                .map(entry -> entry.getValue().on())
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static <V> SortedMap<UUID, V> and(SortedMap<UUID, V> map, UUID key, V value) {
        SortedMap<UUID, V> more = new TreeMap<>(map);
        more.put(key, value);
        return more;
    }
}
