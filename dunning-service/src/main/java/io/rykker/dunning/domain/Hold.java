package io.rykker.dunning.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Why nothing is sent, until when, and what follows: no hold is without an end.
 *
 * @param until the last day on which the case is held; of a plan the last instalment's, of a proposed plan the last day
 *     on which it can be accepted
 * @param amount what was promised by then, or null for all that is owed
 * @param paidBefore what had been paid when it was promised
 * @param fallback what follows when an agreement is broken; null where there is none to break
 * @param plan the instalments of a plan that is agreed on or proposed, null for every other hold
 * @param before what this hold interrupted, and what holds the case again when this one ends
 */
public record Hold(
        Kind kind,
        LocalDate from,
        LocalDate until,
        Then then,
        String reason,
        String why,
        @Nullable Money amount,
        @Nullable Money paidBefore,
        @Nullable Fallback fallback,
        @Nullable Plan plan,
        @Nullable Hold before) {

    /** Days for which a call that was not made on its day still keeps the next step waiting. */
    static final int LATE_CALL_DAYS = 2;

    private static final String INSOLVENCY_REVIEW =
            "insolvency review: lodge the claim with the estate, write it off, or release the debtor";

    public Hold(
            Kind kind,
            LocalDate from,
            LocalDate until,
            Then then,
            String reason,
            String why,
            @Nullable Money amount,
            @Nullable Money paidBefore) {
        this(kind, from, until, then, reason, why, amount, paidBefore, null, null, null);
    }

    /** Who or what holds the case. */
    public enum Kind {
        PROMISE("promise"),
        /** "It will be paid", without a day. */
        VAGUE_PROMISE("vague-promise"),
        EXTENSION("extension"),
        PLAN("plan"),
        /** Instalments were proposed to the debtor in writing, who has not accepted them yet. */
        PLAN_PROPOSAL("plan-proposal"),
        /** A broken agreement is to be followed by a plan that is still to be made. */
        PLAN_OFFER("plan-offer"),
        DISPUTE("dispute"),
        /** A dispute that was right: it waits for the credit note. */
        UPHELD("dispute"),
        MANUAL("manual"),
        UNDELIVERABLE("undeliverable"),
        /** A formal step waits for evidence that the invoice was delivered. */
        DELIVERY("delivery-evidence"),
        /** The person who was reached is not the one who pays. */
        CONTACT("wrong-person"),
        /** To be called again on a day; nothing happens until then, and two days longer. */
        CALL_BACK("call-back"),
        /** The debtor cannot pay in the way that was asked for, and is offered another. */
        PAYMENT_METHOD("payment-method"),
        /** Something is missing without which the debtor cannot pay. */
        MISSING_INFO("missing-info"),
        AGENCY("agency"),
        /** A person has taken the case over from the automation. */
        TAKEN_OVER("taken-over"),
        BANKRUPTCY("bankruptcy"),
        /** A source says that bankruptcy was filed: all cases of the debtor wait for a person to look. */
        INSOLVENCY("insolvency-review"),
        DEATH("death"),
        /** The debtor is held, and so each of the debtor's cases. */
        DEBTOR("debtor"),
        /** A factor has the claim: whatever else holds it waits below, until it comes back. */
        FACTORED("factored");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** What happens when the last day is over. */
    public enum Then {
        /** Dunning goes on with the step that is due. */
        RESUME,
        /** Somebody must answer: the case stays held, and says so again. */
        ASK_AGAIN
    }

    /** All cases of the debtor are held. */
    public static Hold ofDebtor(LocalDate from, LocalDate until, String why) {
        return new Hold(Kind.DEBTOR, from, until, Then.RESUME, "debtor", why, null, null);
    }

    /** What a filing holds all cases of the debtor for; no day ends it. */
    public static Hold ofFiling(CreditFact filing, LocalDate today) {
        return insolvency(filing.asOf(), today.plusDays(Holds.REVIEW_DAYS), filing.words());
    }

    /** The same, as it was noted. */
    public static Hold insolvency(LocalDate from, LocalDate until, String why) {
        return new Hold(Kind.INSOLVENCY, from, until, Then.ASK_AGAIN, INSOLVENCY_REVIEW, why, null, null);
    }

    /** As it is on a day: null when it is over by then, unless somebody must answer. */
    public @Nullable Hold on(LocalDate day) {
        if (!day.isAfter(until)) {
            return this;
        }
        return then == Then.ASK_AGAIN ? askedAgain(day, Holds.REVIEW_DAYS) : null;
    }

    boolean isDispute() {
        return kind == Kind.DISPUTE || kind == Kind.UPHELD;
    }

    /** The dispute that holds the case, also below a hold that interrupts it, or null. */
    @Nullable
    Hold dispute() {
        return isDispute() ? this : before == null ? null : before.dispute();
    }

    /** The debtor said something. */
    boolean isWordOfDebtor() {
        return isAgreement() || isSoft() || isDispute();
    }

    /** The debtor is insolvent or dead: nothing at all is sent. */
    boolean isStop() {
        return kind == Kind.BANKRUPTCY || kind == Kind.INSOLVENCY || kind == Kind.DEATH;
    }

    /** It is of the debtor, and ends with the debtor's release. */
    boolean isOfDebtor() {
        return kind == Kind.DEBTOR || kind == Kind.INSOLVENCY;
    }

    /** What was said in a call and binds nobody: the next word of the debtor takes its place. */
    boolean isSoft() {
        return kind == Kind.VAGUE_PROMISE
                || kind == Kind.CALL_BACK
                || kind == Kind.PAYMENT_METHOD
                || kind == Kind.MISSING_INFO;
    }

    /** The day on which the debtor is to be called again. */
    LocalDate callBackOn() {
        return until.minusDays(LATE_CALL_DAYS);
    }

    /** It is said to the debtor in writing. */
    boolean isWritten() {
        return isAgreement() || isProposal() || kind == Kind.PAYMENT_METHOD;
    }

    /** It waits for the debtor's acceptance, and binds the debtor to nothing until then. */
    boolean isProposal() {
        return kind == Kind.PLAN_PROPOSAL;
    }

    /** At its end a proposal is open again, which may have been accepted meanwhile and is then confirmed in writing. */
    boolean coversProposal() {
        return before != null && before.isProposal();
    }

    /** It is confirmed to the debtor in writing, and kept or broken. */
    boolean isAgreement() {
        return kind == Kind.PROMISE || kind == Kind.EXTENSION || kind == Kind.PLAN;
    }

    /** It ends only when the bank is known through its last day: the money may have come. */
    boolean waitsForBank() {
        return isAgreement() || isProposal();
    }

    Hold askedAgain(LocalDate today, int days) {
        return new Hold(
                kind, from, today.plusDays(days), then, reason, why, amount, paidBefore, fallback, plan, before);
    }

    Hold falling(@Nullable Fallback back) {
        return new Hold(kind, from, until, then, reason, why, amount, paidBefore, back, plan, before);
    }

    Hold planned(Plan next) {
        return new Hold(kind, from, until, then, reason, why, amount, paidBefore, fallback, next, before);
    }

    /** The proposal is agreed on; a hold that is on top of it stays there. */
    Hold accepted(Acceptance acceptance) {
        if (!isProposal() || plan == null) {
            return this;
        }
        return new Hold(
                Kind.PLAN,
                from,
                plan.instalments().getLast().on(),
                then,
                Agreements.planOf(plan.instalments()),
                why,
                amount,
                null,
                fallback,
                plan.accepted(acceptance),
                before);
    }

    /** The letter went out with this day in it: a proposal, also one that another hold interrupts, is open as long. */
    Hold printed(LocalDate day) {
        if (isProposal()) {
            return day.isAfter(until)
                    ? new Hold(kind, from, day, then, reason, why, amount, paidBefore, fallback, plan, before)
                    : this;
        }
        return before == null
                ? this
                : new Hold(
                        kind, from, until, then, reason, why, amount, paidBefore, fallback, plan, before.printed(day));
    }

    /** This hold on top of another one, as far as that is to come back when this one ends. */
    Hold over(@Nullable Hold other) {
        Hold kept = other == null ? null : other.surviving(kind);
        return new Hold(kind, from, until, then, reason, why, amount, paidBefore, fallback, plan, kept);
    }

    private @Nullable Hold surviving(Kind above) {
        boolean survives = switch (above) {
            case TAKEN_OVER -> kind != Kind.TAKEN_OVER;
            case BANKRUPTCY, INSOLVENCY, DEATH -> isDispute();
            case DISPUTE, MANUAL, DEBTOR -> kind == Kind.PLAN || isProposal();
            case UPHELD,
                    PROMISE,
                    VAGUE_PROMISE,
                    EXTENSION,
                    PLAN,
                    PLAN_PROPOSAL,
                    PLAN_OFFER,
                    UNDELIVERABLE,
                    DELIVERY,
                    CONTACT,
                    CALL_BACK,
                    PAYMENT_METHOD,
                    MISSING_INFO,
                    AGENCY,
                    FACTORED -> false;
        };
        return survives ? this : before == null ? null : before.surviving(above);
    }
}
