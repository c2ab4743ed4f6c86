package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a decision about one case may know of its debtor's other cases at the same creditor.
 *
 * @param asOf the day on which it is known
 * @param mayBeWrittenTo no letter has gone out today and none is on its way: nobody gets two letters on one day
 * @param profile what was said of the debtor as a whole
 * @param cases all of them that are remembered, the one that is decided included
 * @param arrears the cases of the unbroken arrears that today belongs to
 */
public record Debtor(LocalDate asOf, boolean mayBeWrittenTo, Profile profile, List<Past> cases, List<Past> arrears) {

    /** A debtor of whom nothing is known. */
    public static final Debtor NONE = new Debtor(LocalDate.EPOCH, true, Profile.NONE, List.of(), List.of());

    /** A debtor of whom nothing is known beside the cases and what holds them. */
    public static Debtor of(Collection<Past> cases, @Nullable Hold hold, LocalDate today) {
        return of(hold == null ? Profile.NONE : new Profile(hold, Credit.NONE, null), cases, today);
    }

    public static Debtor of(Profile profile, Collection<Past> cases, LocalDate today) {
        boolean hasLetter = cases.stream()
                .anyMatch(past -> past.letterPending()
                        || (past.letterOn() != null && !past.letterOn().isBefore(today)));
        return new Debtor(today, !hasLetter, profile, List.copyOf(cases), arrears(cases, today));
    }

    /** Worked out when it is asked for: few decisions do, and every day comes for many debtors. */
    public PaymentHistory history() {
        return PaymentHistory.of(cases, asOf);
    }

    /** What the debtor said before kept them from paying, in any of the cases. */
    Set<Excuse> excuses() {
        return cases.stream().map(Past::tally).reduce(Tally.NONE, Tally::and).excuses();
    }

    /** The same debtor, to whom nothing more is written today. */
    public Debtor left() {
        return new Debtor(asOf, false, profile, cases, arrears);
    }

    /** The same debtor on another day, who may be written to. */
    Debtor anotherDay() {
        return new Debtor(asOf, true, profile, cases, arrears);
    }

    /** What holds every case of the debtor, also when it is over; or null. */
    public @Nullable Hold hold() {
        return profile.hold();
    }

    public Credit credit() {
        return profile.credit();
    }

    public @Nullable KeyAccount keyAccount() {
        return profile.keyAccount();
    }

    /** Whose approval a step of the debtor's cases needs whatever the policy says, or null. */
    @Nullable
    String approver(StepKind step) {
        KeyAccount account = keyAccount();
        return account == null ? null : account.approver(step);
    }

    public @Nullable Hold holdOn(LocalDate day) {
        Hold hold = hold();
        return hold == null ? null : hold.on(day);
    }

    /**
     * The debtor is known for paying in time, until this invoice: some other was paid in time, none late or never, and
     * none fell due before this one and is still owed. What was credited or cancelled says nothing.
     */
    boolean isFirstTimeLate(UUID invoiceId, LocalDate due, LocalDate today) {
        boolean hasPaid = false;
        for (Past past : cases) {
            Integer late = past.daysLate();
            if (past.invoiceId().equals(invoiceId)) {
                continue;
            }
            if ((late == null ? "written-off".equals(past.settled()) : late > 0)
                    || (past.isOverdue(today) && past.due().isBefore(due))) {
                return false;
            }
            hasPaid |= late != null;
        }
        return hasPaid;
    }

    /** No other invoice of the debtor was settled before, as far as the debtor's cases are known. */
    boolean isNew(UUID invoiceId) {
        boolean isKnown = cases.stream().anyMatch(past -> past.invoiceId().equals(invoiceId));
        return isKnown
                && cases.stream()
                        .filter(past -> !past.invoiceId().equals(invoiceId))
                        .allMatch(past -> past.settled() == null && past.paidOn() == null);
    }

    /** Letters with a fee in the other cases of the unbroken arrears. */
    int feesBeside(UUID invoiceId) {
        return arrears.stream()
                .filter(past -> !past.invoiceId().equals(invoiceId))
                .mapToInt(Past::fees)
                .sum();
    }

    /** The flat sum is claimed in another case of the unbroken arrears. */
    boolean hasFlatSumBeside(UUID invoiceId) {
        return arrears.stream()
                .anyMatch(past -> past.flatSum() && !past.invoiceId().equals(invoiceId));
    }

    /**
     * Goes back in time from what is overdue now: arrears are unbroken as long as on every day something of the debtor
     * was overdue, also when it is paid by now.
     */
    private static List<Past> arrears(Collection<Past> cases, LocalDate today) {
        List<Past> in = new ArrayList<>();
        List<Past> out = new ArrayList<>();
        LocalDate since = today;
        for (Past past : cases) {
            if (past.isOverdue(today)) {
                in.add(past);
                since = past.due().isBefore(since) ? past.due() : since;
            } else if (past.clearedOn() != null && past.clearedOn().isAfter(past.due())) {
                out.add(past);
            }
        }
        boolean grew = !in.isEmpty();
        while (grew) {
            grew = false;
            for (Past past : List.copyOf(out)) {
                LocalDate until = past.clearedOn();
                if (until != null && until.isAfter(since)) {
                    out.remove(past);
                    in.add(past);
                    since = past.due().isBefore(since) ? past.due() : since;
                    grew = true;
                }
            }
        }
        return List.copyOf(in);
    }
}
