package io.rykker.dunning.domain;

import java.util.Locale;

/** What a debtor says is wrong, and what somebody has to do about it. A reasoned objection stops everything until it is answered. */
public enum DisputeReason {
    /** Upheld, the invoice was sent again: everything charged so far is lost, and it goes on after a new deadline. */
    NOT_RECEIVED("send the invoice again and uphold the dispute: a new deadline runs from then"),
    WRONG_AMOUNT("hold the invoice against order and agreement, then reject the dispute, or uphold it and credit"),
    GOODS("get the proof of delivery or look at the complaint, then reject the dispute, or uphold it and credit"),
    ALREADY_PAID("ask for the receipt and search the bank's entries, then allocate the payment or reject the dispute"),
    INVOICE_ERROR(
            "correct the invoice: credit what is wrong and uphold the dispute, or cancel and issue it anew; reject it"
                    + " when nothing is wrong"),
    OTHER("answer the debtor, then reject or uphold the dispute");

    /** Days in which the answer is to be found; then somebody is asked for it again. */
    static final int DAYS = Holds.REVIEW_DAYS;

    private final String task;

    DisputeReason(String task) {
        this.task = task;
    }

    /** A reason in words of its own is {@link #OTHER}. */
    public static DisputeReason of(String words) {
        for (DisputeReason reason : values()) {
            if (reason.word().equals(words)) {
                return reason;
            }
        }
        return OTHER;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Nothing came, or not what was bought. */
    boolean isAboutDelivery() {
        return this == NOT_RECEIVED || this == GOODS;
    }

    /** What a person at the creditor has to do. */
    public String task() {
        return task;
    }
}
