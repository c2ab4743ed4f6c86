package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The account of a case as an accountant reads it: every entry by its own date, with the balance after it. The last
 * balance is what is owed.
 */
public record RunningAccount(List<Line> lines, Money balance) {

    private static final Set<String> CLOSING = Set.of(Charges.CANCELLED, Charges.WRITTEN_OFF, Charges.SOLD);

    /**
     * One entry.
     *
     * @param debit what came to be owed, or zero
     * @param credit what was paid, credited or taken back, or zero
     * @param balance what was owed after it; below zero it is an overpayment
     * @param over what a payment counts against, as far as something was owed
     */
    public record Line(
            LocalDate on, String text, Money debit, Money credit, Money balance, Map<Allocation.Pot, Money> over) {}

    private record Entry(LocalDate on, String text, Money amount, Map<Allocation.Pot, Money> over) {}

    /** The account of a case whose invoice is known; where the law is not, it does not say what payments count against. */
    public static RunningAccount of(Case c, RuleBook book) {
        Money total = c.issued().total();
        List<Entry> entries = new ArrayList<>();
        for (ClaimLine line : c.account().lines()) {
            entries.add(new Entry(line.on(), text(line), line.amount(), Map.of()));
        }
        List<Allocation.Part> parts = parts(c, book);
        c.account().payments().forEach((id, payment) -> {
            if (!payment.amount().currency().equals(total.currency())) {
                return;
            }
            Account.Reversal reversal = c.account().reversals().get(id);
            Map<Allocation.Pot, Money> over = reversal == null ? take(parts, payment) : Map.of();
            entries.add(new Entry(
                    payment.valueDate(),
                    "payment, " + payment.source(),
                    payment.amount().negated(),
                    over));
            if (reversal != null) {
                LocalDate on = reversal.on().isBefore(payment.valueDate()) ? payment.valueDate() : reversal.on();
                entries.add(new Entry(on, "payment taken back: " + reversal.reason(), payment.amount(), Map.of()));
            }
        });
        for (Account.Credit credit : c.account().credits().values()) {
            if (credit.amount().currency().equals(total.currency())) {
                entries.add(new Entry(
                        credit.on(),
                        "credit note " + credit.number() + ": " + credit.reason(),
                        credit.amount().negated(),
                        Map.of()));
            }
        }
        entries.sort(Comparator.comparing(Entry::on));
        return of(entries, Money.zero(total.currency()));
    }

    private static List<Allocation.Part> parts(Case c, RuleBook book) {
        try {
            return new ArrayList<>(Outstanding.parts(c, book));
        } catch (MissingLaw _) {
            return new ArrayList<>();
        }
    }

    private static RunningAccount of(List<Entry> entries, Money zero) {
        List<Line> lines = new ArrayList<>();
        Money balance = zero;
        for (Entry entry : entries) {
            balance = balance.plus(entry.amount());
            lines.add(new Line(
                    entry.on(),
                    entry.text(),
                    entry.amount().atLeastZero(),
                    entry.amount().negated().atLeastZero(),
                    balance,
                    entry.over()));
        }
        return new RunningAccount(List.copyOf(lines), balance);
    }

    /** Two payments may be alike in everything: each takes its own part. */
    private static Map<Allocation.Pot, Money> take(List<Allocation.Part> parts, Account.Payment payment) {
        for (Allocation.Part part : parts) {
            if (part.payment().equals(payment)) {
                parts.remove(part);
                return part.over().isEmpty() ? Map.of() : new EnumMap<>(part.over());
            }
        }
        return Map.of();
    }

    private static String text(ClaimLine line) {
        String what = switch (line.key()) {
            case Charges.INVOICE -> "invoice";
            case Charges.CANCELLED -> "invoice cancelled";
            case Charges.WRITTEN_OFF -> line.kind().word() + " written off";
            case Charges.SOLD -> line.kind().word() + " sold";
            case Charges.FOR_BUYER -> "received for the buyer, to be forwarded";
            default -> line.kind().word() + ", " + line.text();
        };
        boolean isTakenBack = line.amount().isNegative() && !CLOSING.contains(line.key());
        return isTakenBack ? what + ": taken back" : what;
    }
}
