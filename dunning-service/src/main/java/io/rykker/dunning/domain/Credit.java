package io.rykker.dunning.domain;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known of a debtor's credit: of each kind the newest fact, or null. */
public record Credit(
        @Nullable CreditFact score,
        @Nullable CreditFact paymentRemarks,
        @Nullable CreditFact bankruptcy) {

    /** Nobody outside has said anything. */
    public static final Credit NONE = new Credit(null, null, null);

    /**
     * It counts from now on. Of two of one day the one that is heard last does; a filing of the same day is the same
     * filing, whoever tells of it.
     */
    public boolean isNews(CreditFact fact) {
        CreditFact before = newest(fact.kind());
        return before == null
                || fact.asOf().isAfter(before.asOf())
                || (fact.asOf().equals(before.asOf()) && fact.kind() != CreditFact.Kind.BANKRUPTCY_FILED);
    }

    /** With the fact, if it counts; an older one that comes later changes nothing. */
    public Credit with(CreditFact fact) {
        if (!isNews(fact)) {
            return this;
        }
        return switch (fact.kind()) {
            case SCORE -> new Credit(fact, paymentRemarks, bankruptcy);
            case PAYMENT_REMARKS -> new Credit(score, fact, bankruptcy);
            case BANKRUPTCY_FILED -> new Credit(score, paymentRemarks, fact);
        };
    }

    /** What counts, the newest of each kind. */
    public List<CreditFact> facts() {
        return Stream.of(score, paymentRemarks, bankruptcy)
                .filter(Objects::nonNull)
                .toList();
    }

    private @Nullable CreditFact newest(CreditFact.Kind kind) {
        return switch (kind) {
            case SCORE -> score;
            case PAYMENT_REMARKS -> paymentRemarks;
            case BANKRUPTCY_FILED -> bankruptcy;
        };
    }
}
