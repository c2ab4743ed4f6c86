package io.rykker.dunning.paper;

import io.rykker.dunning.domain.Assignment;
import io.rykker.dunning.domain.Delivery;
import io.rykker.dunning.domain.Money;
import io.rykker.dunning.domain.Signal;
import io.rykker.dunning.domain.StepKind;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What happened on a day, as it was described. */
sealed interface Happening {

    /**
     * Money came in.
     *
     * @param ofInterest it was paid as interest
     * @param amount what was paid, or null for all that is owed on the value date
     */
    record Payment(@Nullable Money amount, LocalDate valueDate, String ref, String source, boolean ofInterest)
            implements Happening {}

    /**
     * The bank took a payment back.
     *
     * @param ref the payment that was taken back, or null for the last one
     */
    record PaymentReversed(@Nullable String ref, String why) implements Happening {}

    /**
     * A credit note was issued.
     *
     * @param amount what was credited, or null for the whole invoice
     */
    record CreditNote(@Nullable Money amount, String number, String why) implements Happening {}

    record Cancellation(String why) implements Happening {}

    /** The claim was factored or sold. */
    record Assigned(Assignment.Kind kind, String to, String why) implements Happening {}

    /** It came back from the factor. */
    record Returned(String why) implements Happening {}

    /** What a letter charges of one kind: nothing, as much as is lawful, or an amount. */
    record Charge(boolean asked, @Nullable Money amount) {
        static final Charge NOTHING = new Charge(false, null);
        static final Charge LAWFUL = new Charge(true, null);
    }

    /**
     * A letter that was sent.
     *
     * @param step the step of the policy that it is, or null for the next one of its kind
     * @param deadline the last day to pay that is printed in it, or null for the usual one
     */
    record LetterSent(
            StepKind kind,
            @Nullable String step,
            Charge fee,
            Charge compensation,
            boolean interest,
            @Nullable LocalDate deadline)
            implements Happening {}

    /**
     * A letter came back.
     *
     * @param letter the step of the letter that came back, or null for the last one
     */
    record Undeliverable(@Nullable String letter, String why) implements Happening {}

    /** What a person at the creditor decided or recorded; the core hears it as it does in the service. */
    record Word(Signal.FromPeople signal) implements Happening {}

    /** A person found where the debtor is to be reached. */
    record ContactFound(String why) implements Happening {}

    /** The invoice reached the debtor, as far as anybody can show. */
    record Delivered(Delivery delivery) implements Happening {}

    /** All invoices of the debtor are held. */
    record DebtorHeld(LocalDate until, String why) implements Happening {}

    record DebtorReleased(String why) implements Happening {}

    record HandedOver(String why) implements Happening {}

    record AgencySays(String word, String why) implements Happening {}

    /**
     * A cost of collection that the debtor has to bear.
     *
     * @param rule the row of law with the ceiling, or null for a real cost that has none
     */
    record CostOf(Money amount, @Nullable String rule, String why) implements Happening {}
}
