package io.rykker.collection;

import io.rykker.collection.domain.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What an agency says about one case. Days are the creditor's; today when left out. */
public sealed interface Report {

    record Acceptance(@Nullable String agencyCaseNumber) implements Report {}

    record Rejection(String reason) implements Report {}

    record Progress(
            String id,
            String status,
            @Nullable String text,
            @Nullable LocalDate on) implements Report {}

    record Payment(String paymentId, Money amount, LocalDate paidOn) implements Report {}

    record Reversal(
            String paymentId,
            @Nullable String reason,
            @Nullable LocalDate on) implements Report {}

    record Closure(
            String closeCode,
            @Nullable String text,
            @Nullable LocalDate on) implements Report {}

    /** What came of it. */
    sealed interface Answer {

        record Taken() implements Answer {}

        record Repeated() implements Answer {}

        /** There is no such case, or none of this agency. */
        record Unknown(String what) implements Answer {}

        record Conflicting(@Nullable String field, String why) implements Answer {}

        record Refused(@Nullable String field, String why) implements Answer {}
    }
}
