package io.rykker.notification.domain;

/**
 * The sending of one reminder. A channel is its place in the list of channels that were asked for. Attempts count the
 * tries on that channel.
 */
public sealed interface Dispatch {

    /** To be sent as soon as it is due. */
    record Planned(int channel, int attempts) implements Dispatch {}

    /** Handed to the mail server, or about to be: whatever happens now, it may have been sent. */
    record Sending(int channel, int attempts, boolean withdrawn) implements Dispatch {}

    /** It may have been sent and it may not: whoever knows must say so before anything else happens. */
    record Unknown(int channel, int attempts, boolean withdrawn) implements Dispatch {}

    /** A letter to print or a call to make. */
    record ForAPerson(int channel) implements Dispatch {}

    record Sent(int channel) implements Dispatch {}

    record Withdrawn(int channel) implements Dispatch {}

    /** No channel that was asked for reaches the debtor. */
    record Undeliverable(int channel) implements Dispatch {}
}
