package io.rykker.dunning.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something in a creditor's follow-up that a person is to look at, found over many cases at once.
 *
 * @param subject which of several of its kind at the creditor: the account, the phase; empty when there is one
 * @param since the day from which it is so
 * @param count the cases that it is about
 * @param what what is wrong and what to do, in a sentence without personal data
 * @param cases up to {@link #MOST_CASES} of them, the oldest first
 * @param owners up to {@link #MOST_OWNERS} who look after what is in a phase now, who has most first; only of a bottleneck
 */
public record Finding(
        Kind kind,
        String creditorId,
        String subject,
        LocalDate since,
        long count,
        String what,
        List<UUID> cases,
        List<Owned> owners) {

    public static final int MOST_CASES = 10;
    public static final int MOST_OWNERS = 10;

    /** What the watchdogs look for. */
    public enum Kind {
        BANK_SILENT,
        STALLED,
        ESCALATION_LATE,
        FIRST_CONTACT_LATE,
        BOTTLENECK;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What one is known by while it lasts, however its numbers change. */
    public record Key(String creditorId, String kind, String subject) {}

    public Finding {
        cases = List.copyOf(cases.subList(0, Math.min(cases.size(), MOST_CASES)));
        owners = List.copyOf(owners.subList(0, Math.min(owners.size(), MOST_OWNERS)));
    }

    private Finding(
            Kind kind, String creditorId, String subject, LocalDate since, long count, String what, List<UUID> cases) {
        this(kind, creditorId, subject, since, count, what, cases, List.of());
    }

    /** How many of the cases somebody looks after. */
    public record Owned(String owner, long cases) {}

    public Key key() {
        return new Key(creditorId, kind.word(), subject);
    }

    /**
     * The statements of an account are too old.
     *
     * @param account empty when nothing was ever heard of any
     * @param knownThrough through when it is known, or null likewise
     */
    public static Finding bankSilent(
            String creditorId,
            String account,
            @Nullable LocalDate knownThrough,
            LocalDate since,
            long waiting,
            List<UUID> cases) {
        String known = knownThrough == null
                ? "no statement of any account was ever taken in"
                : "account " + account + " is known through " + knownThrough + " only";
        return new Finding(
                Kind.BANK_SILENT,
                creditorId,
                account,
                since,
                waiting,
                known + ", and " + cases(waiting) + waits(waiting)
                        + " for it: fetch the statements from the bank and import them, and dunning goes on by itself",
                cases);
    }

    /**
     * Cases stand still.
     *
     * @param unreached of them those whose letter no channel delivered
     * @param days how long a person may take
     */
    public static Finding stalled(
            String creditorId, LocalDate since, long count, long unreached, int days, List<UUID> cases) {
        return new Finding(
                Kind.STALLED,
                creditorId,
                "",
                since,
                count,
                cases(count) + (count == 1 ? " stands" : " stand") + " still: " + unreached
                        + " reached on no channel, " + (count - unreached) + " waiting for a person for more than "
                        + days + " days; find the debtor's contact, or approve, release or answer what is asked."
                        + " None is handed over before that",
                cases);
    }

    public static Finding escalationLate(String creditorId, LocalDate since, long count, List<UUID> cases) {
        return new Finding(
                Kind.ESCALATION_LATE,
                creditorId,
                "",
                since,
                count,
                cases(count) + (count == 1 ? " is" : " are")
                        + " past the days that the policy gives until the handover, and no lawful hold excuses it: see"
                        + " what keeps each (GET /cases/{id}/explanation), hand it over, agree on something or write it"
                        + " off",
                cases);
    }

    /**
     * Too many debtors were first reached too late.
     *
     * @param fellDue the invoices that fell due in the last days that are looked at
     */
    public static Finding firstContactLate(
            String creditorId, LocalDate since, long count, long fellDue, Contact limits, List<UUID> cases) {
        return new Finding(
                Kind.FIRST_CONTACT_LATE,
                creditorId,
                "",
                since,
                count,
                "of " + fellDue + " invoices that fell due in the last " + limits.window() + " days, " + count
                        + " had their first contact later than " + limits.days() + " days after it, which is more than "
                        + limits.percent().toPlainString()
                        + " %: look at what waits (approvals, quiet days, the bank), or begin earlier in the policy",
                cases);
    }

    /**
     * When a first contact is late, and when that is one too many.
     *
     * @param window of how many last days the invoices are that fell due
     * @param percent how many of them may be late
     */
    public record Contact(int window, int days, BigDecimal percent) {

        public boolean isBreached(long late, long fellDue) {
            return BigDecimal.valueOf(late * 100).compareTo(percent.multiply(BigDecimal.valueOf(fellDue))) > 0;
        }
    }

    /**
     * Cases stay too long in a phase.
     *
     * @param running the stays that are not over
     */
    public static Finding bottleneck(
            String creditorId,
            String phase,
            LocalDate since,
            Stays stays,
            long running,
            List<UUID> cases,
            List<Owned> owners) {
        return new Finding(
                Kind.BOTTLENECK,
                creditorId,
                phase,
                since,
                stays.count(),
                "half of " + stays.count() + " stays in the phase " + phase + " took " + stays.median()
                        + " days or more, and " + stays.most() + " are meant to be enough; " + cases(running)
                        + (running == 1 ? " is" : " are") + " in it now: take the longest first",
                cases,
                owners);
    }

    /** How long cases stayed in a phase: how many stays, their median in days, and the most that it is to be. */
    public record Stays(long count, int median, int most) {}

    private static String cases(long count) {
        return count == 1 ? "1 case" : count + " cases";
    }

    private static String waits(long count) {
        return count == 1 ? " waits" : " wait";
    }
}
