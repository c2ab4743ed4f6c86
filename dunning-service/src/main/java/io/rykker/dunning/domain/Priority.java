package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much a case wants a person's eye, point by point. A day is a point for every case alike, so that the order of two
 * cases does not change with the days: it is known without today, and a database can keep it.
 *
 * @param points on the day that was asked about
 * @param reasons what the points are for
 */
public record Priority(int points, List<String> reasons) {

    /** What a doubling of the amount is worth in days. */
    private static final int A_DOUBLING = 10;

    /** From a hundred kroner on, or ten of a currency that is worth about ten of them. */
    private static final long LITTLE = 100;

    /** More than is taken away while an agency or somebody else has it: also there nothing is forgotten. */
    private static final int FORGOTTEN = 120;

    /** More than a promise or an approval that is waited for. */
    private static final int LATE = 70;

    /** It is to be asked for before anything formal is done. */
    private static final int UNPROVEN = 10;

    private static final long LITTLE_OF_A_LARGE_CURRENCY = 10;
    private static final Set<String> LARGE_CURRENCIES = Set.of("EUR", "USD", "GBP", "CHF");

    /** The priority of a case on a day, or null when nobody is to look at it. */
    public static @Nullable Priority of(Case c, LocalDate today) {
        if (isOutOfSight(c)) {
            return null;
        }
        var score = new Score();
        long late = ChronoUnit.DAYS.between(c.issued().dueOn(), today);
        score.add((int) late, late < 0 ? "falls due in " + -late + " days" : late + " days past the due date");
        judge(c, score);
        return new Priority(score.points, List.copyOf(score.reasons));
    }

    /**
     * What the order of cases is kept by: the priority less the day that it is of, the same on every day. Null when nobody
     * is to look at it.
     */
    public static @Nullable Integer rank(Case c) {
        Priority priority = of(c, LocalDate.EPOCH);
        return priority == null ? null : priority.points();
    }

    private static boolean isOutOfSight(Case c) {
        return c.receivable() == null || c.settled() != null;
    }

    private static void judge(Case c, Score score) {
        score.add(A_DOUBLING * doublings(c.balance()), c.balance() + " is owed");
        int broken = c.course().broken();
        score.add(Math.min(60, 20 * broken), broken + " agreements were broken");
        List<Call> calls = c.dealings().calls();
        boolean refuses = !calls.isEmpty() && calls.getLast().outcome() == Call.Outcome.REFUSES;
        score.add(refuses ? 15 : 0, "the debtor refuses to pay");
        score.add(c.course().limitationTold() == null ? 0 : 200, "will soon be barred by limitation");
        Course.Approval approval = c.course().approval();
        score.add(
                approval == null || approval.given() ? 0 : 30,
                "waits for approval"
                        + (approval == null || approval.manager() == null ? "" : " by " + approval.manager()));
        LocalDate silentSince = Silence.told(c).orElse(null);
        score.add(silentSince == null ? 0 : FORGOTTEN, "nothing was heard or done since " + silentSince);
        LocalDate late = Overrun.told(c).orElse(null);
        score.add(late == null ? 0 : LATE, "was to be handed over by " + late);
        Proof proof = c.dealings().dossier().proof();
        score.add(proof == null || proof.isAwaited() ? 0 : 25, proof == null ? "" : proof.task());
        score.add(Deliveries.isMissing(c) ? UNPROVEN : 0, "no evidence is known that the invoice was delivered");
        score.add(c.missing() == null ? 0 : 30, "waits: " + c.missing());
        switch (c.standing()) {
            case Standing.OnHold(var hold) when hold.kind() == Hold.Kind.FACTORED -> score.add(-100, "a factor has it");
            case Standing.OnHold(var hold)
            when hold.then() == Hold.Then.ASK_AGAIN -> score.add(20, "somebody must answer: " + hold.reason());
            case Standing.OnHold(var hold) -> score.add(-60, "held until " + hold.until() + ": " + hold.reason());
            case Standing.Escalated _ -> score.add(-100, "an agency has it");
            case Standing.Unknown _,
                    Standing.NotDue _,
                    Standing.Overdue _,
                    Standing.NoticeRunning _,
                    Standing.Settled _ -> {}
        }
    }

    private static int doublings(Money owed) {
        long little =
                LARGE_CURRENCIES.contains(owed.currency().getCurrencyCode()) ? LITTLE_OF_A_LARGE_CURRENCY : LITTLE;
        long times = Math.max(0, owed.amount().longValue() / little);
        return Long.SIZE - Long.numberOfLeadingZeros(times);
    }

    private static final class Score {
        private final List<String> reasons = new ArrayList<>();
        private int points;

        private void add(int more, String why) {
            if (more != 0) {
                points += more;
                reasons.add((more > 0 ? "+" : "") + more + ": " + why);
            }
        }
    }
}
