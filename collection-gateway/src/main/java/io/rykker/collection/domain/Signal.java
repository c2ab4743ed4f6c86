package io.rykker.collection.domain;

/** What can happen to a case at an agency. */
public sealed interface Signal {

    /** The handover was put together. */
    record Planned() implements Signal {}

    /** The agency's server took the handover. */
    record Delivered() implements Signal {}

    /**
     * The creditor takes it back.
     *
     * @param mayBeThere true when the agency may have got the handover, also when it did not confirm it
     */
    record Recall(boolean mayBeThere) implements Signal {}

    record Accept() implements Signal {}

    record Reject() implements Signal {}

    record Progress() implements Signal {}

    record Close() implements Signal {}

    /** The agency got money, or gave some back. */
    record Money() implements Signal {}
}
