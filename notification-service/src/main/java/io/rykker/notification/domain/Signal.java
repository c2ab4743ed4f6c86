package io.rykker.notification.domain;

import java.util.List;
import java.util.Set;

/** What can happen to the sending of a reminder. */
public sealed interface Signal {

    /**
     * Its turn has come.
     *
     * @param channels as asked for, the first that is possible is taken
     * @param reachable the channels on which the debtor can be reached at all
     */
    record Begin(List<String> channels, Set<String> reachable) implements Signal {

        public Begin {
            channels = List.copyOf(channels);
            reachable = Set.copyOf(reachable);
        }
    }

    /** Money came, or something else that makes it wrong to send. */
    record Withdraw() implements Signal {}

    /** The mail server took it. */
    record Accepted() implements Signal {}

    /** It was certainly not sent, and may be tried again. */
    record Deferred(boolean givingUp) implements Signal {}

    /** It was certainly not sent, and never will be on this channel. */
    record Bounced() implements Signal {}

    /** Nobody knows whether it was sent: the answer was lost, or whoever sent it was. */
    record Lost(OnUnknown policy) implements Signal {}

    /** It was taken up and then certainly not handed to anybody. */
    record Released() implements Signal {}

    /** A person says whether the debtor was reached. */
    record Done(boolean sent) implements Signal {}
}
