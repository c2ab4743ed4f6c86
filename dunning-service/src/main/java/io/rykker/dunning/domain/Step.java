package io.rykker.dunning.domain;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a policy.
 *
 * @param waitDays days after the due date for the first step, after the deadline printed in the letter before for every
 *     other: never after the day that was planned. Below zero it is a nudge that many days before the due date
 * @param deadlineDays days from the sending until the letter's deadline
 * @param fee the letter adds a fee: the highest that the law allows on the day it is sent
 * @param interest the letter books the statutory interest that has run until then
 * @param compensation the letter claims the flat sum that a business owes for paying late, once
 * @param feeAmount a fee lower than the law's highest, in the law's currency, or null
 * @param mandate what an escalation asks the agency to do; of no meaning for other steps
 * @param when for which cases the step is meant, by what is owed on its day; for others it is passed over
 * @param partner who takes the step instead of this service, or null
 */
public record Step(
        String name,
        StepKind kind,
        int waitDays,
        int deadlineDays,
        String tone,
        List<String> channels,
        boolean fee,
        boolean interest,
        boolean compensation,
        @Nullable BigDecimal feeAmount,
        Mandate mandate,
        When when,
        @Nullable String partner) {

    /** A step of our own. */
    public Step(
            String name,
            StepKind kind,
            int waitDays,
            int deadlineDays,
            String tone,
            List<String> channels,
            boolean fee,
            boolean interest,
            boolean compensation,
            @Nullable BigDecimal feeAmount,
            Mandate mandate,
            When when) {
        this(
                name,
                kind,
                waitDays,
                deadlineDays,
                tone,
                channels,
                fee,
                interest,
                compensation,
                feeAmount,
                mandate,
                when,
                null);
    }

    /** A step of which no agency is asked anything but to collect. */
    public Step(
            String name,
            StepKind kind,
            int waitDays,
            int deadlineDays,
            String tone,
            List<String> channels,
            boolean fee,
            boolean interest,
            boolean compensation,
            @Nullable BigDecimal feeAmount,
            When when) {
        this(
                name,
                kind,
                waitDays,
                deadlineDays,
                tone,
                channels,
                fee,
                interest,
                compensation,
                feeAmount,
                Mandate.COLLECTION,
                when);
    }

    /** A step for every case, with the highest lawful fee if any. */
    public Step(
            String name,
            StepKind kind,
            int waitDays,
            int deadlineDays,
            String tone,
            List<String> channels,
            boolean fee,
            boolean interest,
            boolean compensation) {
        this(name, kind, waitDays, deadlineDays, tone, channels, fee, interest, compensation, null, When.ALWAYS);
    }

    /** The same step, for an agency that is asked for something else. */
    Step with(Mandate other) {
        return new Step(
                name,
                kind,
                waitDays,
                deadlineDays,
                tone,
                channels,
                fee,
                interest,
                compensation,
                feeAmount,
                other,
                when,
                partner);
    }

    /** The same step, taken by somebody else. */
    Step ownedBy(String other) {
        return new Step(
                name,
                kind,
                waitDays,
                deadlineDays,
                tone,
                channels,
                fee,
                interest,
                compensation,
                feeAmount,
                mandate,
                when,
                other);
    }

    /** The agency reminds from the first, in the creditor's place. */
    boolean isToRemind() {
        return kind == StepKind.ESCALATION && mandate == Mandate.REMINDERS;
    }

    boolean isBeforeDue() {
        return waitDays < 0;
    }

    /** An escalation is never passed over: what it does not take is asked of a person. */
    boolean isFor(Case c, Rules rules) {
        return kind == StepKind.ESCALATION || holds(c, rules);
    }

    boolean holds(Case c, Rules rules) {
        return when.holds(c.balance(), c.issued().debtorKind(), c.course().segment())
                && (!when.firstTimeLate()
                        || rules.debtor().isFirstTimeLate(c.invoiceId(), Ahead.due(c, rules.book()), rules.today()));
    }
}
