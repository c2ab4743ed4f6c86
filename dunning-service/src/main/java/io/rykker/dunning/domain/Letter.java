package io.rykker.dunning.domain;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One letter of the case. Asked for, it is an intention; its fee, its deadline and its place in the policy become real
 * when it was sent.
 *
 * @param index the step's place in the policy; below any place of one for a letter of no step, which charges nothing
 * @param deadline as planned on the day it was asked for; what was printed is in {@link Sent}
 * @param fee what this letter adds, zero when it adds none
 * @param arrivedBy the channel on which the receiving side confirmed it, or null
 * @param failed why it could not be delivered, or null
 * @param calledOff why it was not to be sent any more, or null
 * @param bundle the invoices that are in one letter with this one, or null when it is alone
 * @param partner who is to send it instead of this service, or null
 */
public record Letter(
        UUID id,
        int index,
        String step,
        StepKind kind,
        String tone,
        List<String> channels,
        LocalDate askedOn,
        LocalDate deadline,
        int deadlineDays,
        Money fee,
        Money compensation,
        boolean interest,
        @Nullable Sent sent,
        @Nullable String arrivedBy,
        @Nullable String failed,
        @Nullable String calledOff,
        @Nullable Bundled bundle,
        @Nullable String partner) {

    /** A letter of our own. */
    public Letter(
            UUID id,
            int index,
            String step,
            StepKind kind,
            String tone,
            List<String> channels,
            LocalDate askedOn,
            LocalDate deadline,
            int deadlineDays,
            Money fee,
            Money compensation,
            boolean interest,
            @Nullable Sent sent,
            @Nullable String arrivedBy,
            @Nullable String failed,
            @Nullable String calledOff,
            @Nullable Bundled bundle) {
        this(
                id,
                index,
                step,
                kind,
                tone,
                channels,
                askedOn,
                deadline,
                deadlineDays,
                fee,
                compensation,
                interest,
                sent,
                arrivedBy,
                failed,
                calledOff,
                bundle,
                null);
    }

    /**
     * One letter about several invoices: each case has its own record of it, under the same id.
     *
     * @param lead the invoice under whose id the letter is told of, and whose claim carries the fee
     * @param invoices all of them, the lead too
     */
    public record Bundled(UUID lead, List<UUID> invoices) {}

    private static final String OBSERVED = "observed";

    /** The letter left the house. */
    public record Sent(String channel, LocalDate on, LocalDate deadline) {

        /** The clocks of two services may be apart around midnight; a letter is never sent before it is asked for. */
        Sent notBefore(LocalDate asked) {
            return on.isBefore(asked) ? new Sent(channel, asked, deadline) : this;
        }
    }

    /** A letter of no step of the policy: a confirmation, or a late instalment. */
    static final int NO_STEP = -1_000;

    /** A letter that is described as it was sent, and that no policy decided. */
    public static Letter described(
            UUID id,
            int index,
            String step,
            StepKind kind,
            LocalDate on,
            LocalDate deadline,
            Money fee,
            Money compensation,
            boolean interest) {
        int days = (int) ChronoUnit.DAYS.between(on, deadline);
        return new Letter(
                id,
                index,
                step,
                kind,
                "formal",
                List.of("letter"),
                on,
                deadline,
                days,
                fee,
                compensation,
                interest,
                null,
                null,
                null,
                null,
                null);
    }

    static UUID id(UUID invoiceId, int round, String step) {
        return UUID.nameUUIDFromBytes((invoiceId + "|" + round + "|" + step).getBytes(StandardCharsets.UTF_8));
    }

    /** Neither sent, nor failed, nor called off: the next step does not come before that is known. */
    public boolean isPending() {
        return sent == null && failed == null && calledOff == null;
    }

    boolean isStep() {
        return index != NO_STEP;
    }

    /** It was sent and did not come back: its step is walked. */
    public boolean stands() {
        return sent != null && failed == null;
    }

    /** A letter that a hold or a dispute called off and that went out all the same costs the debtor nothing. */
    boolean mayCharge() {
        return stands() && (calledOff == null || calledOff.equals("paid") || calledOff.equals("credited"));
    }

    /** It was decided for the record only: nothing was sent, and nothing may lean on it. */
    public boolean isObserved() {
        return OBSERVED.equals(calledOff);
    }

    /** The day it left the house, or until that is known the day it was asked for. */
    LocalDate sentOn() {
        return sent == null ? askedOn : sent.on();
    }

    LocalDate standingDeadline() {
        return sent == null ? deadline : sent.deadline();
    }

    /** As if it had been sent on the day it was decided. */
    Letter observed() {
        return with(new Sent("none", askedOn, deadline), null, null, OBSERVED);
    }

    /** The letter in another policy's order of steps. */
    Letter at(int place) {
        return new Letter(
                id,
                isStep() ? place : NO_STEP,
                step,
                kind,
                tone,
                channels,
                askedOn,
                deadline,
                deadlineDays,
                fee,
                compensation,
                interest,
                sent,
                arrivedBy,
                isObserved() ? OBSERVED : failed,
                calledOff,
                bundle,
                partner);
    }

    /** What happens to it is told of this case, and not of another in the same letter. */
    boolean isToldOf(UUID invoiceId) {
        return bundle == null || bundle.lead().equals(invoiceId);
    }

    /** The same letter as a part of the lead's, which alone carries a fee, and whose deadline is no earlier. */
    Letter in(Letter lead, Bundled all, LocalDate latest, int mostDays, boolean withFlatSum) {
        return new Letter(
                lead.id,
                index,
                step,
                kind,
                tone,
                channels,
                askedOn,
                latest,
                mostDays,
                id.equals(lead.id) ? fee : Money.zero(fee.currency()),
                withFlatSum ? compensation : Money.zero(compensation.currency()),
                interest,
                sent,
                arrivedBy,
                failed,
                calledOff,
                all,
                partner);
    }

    Letter wentOut(Sent sending) {
        return with(sending, arrivedBy, failed, calledOff);
    }

    Letter arrived(String channel) {
        return with(sent, channel, failed, calledOff);
    }

    Letter failed(String reason) {
        return with(sent, arrivedBy, reason, calledOff);
    }

    Letter calledOff(String reason) {
        return with(sent, arrivedBy, failed, reason);
    }

    private Letter with(
            @Nullable Sent sent, @Nullable String arrivedBy, @Nullable String failed, @Nullable String calledOff) {
        return new Letter(
                id,
                index,
                step,
                kind,
                tone,
                channels,
                askedOn,
                deadline,
                deadlineDays,
                fee,
                compensation,
                interest,
                sent,
                arrivedBy,
                failed,
                calledOff,
                bundle,
                partner);
    }
}
