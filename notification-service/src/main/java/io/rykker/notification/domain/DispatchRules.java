package io.rykker.notification.domain;

import io.rykker.notification.domain.Decision.Move;
import io.rykker.notification.domain.Decision.Refuse;
import io.rykker.notification.domain.Decision.Stay;
import io.rykker.notification.domain.Dispatch.ForAPerson;
import io.rykker.notification.domain.Dispatch.Planned;
import io.rykker.notification.domain.Dispatch.Sending;
import io.rykker.notification.domain.Dispatch.Sent;
import io.rykker.notification.domain.Dispatch.Undeliverable;
import io.rykker.notification.domain.Dispatch.Unknown;
import io.rykker.notification.domain.Dispatch.Withdrawn;
import io.rykker.notification.domain.Signal.Accepted;
import io.rykker.notification.domain.Signal.Begin;
import io.rykker.notification.domain.Signal.Bounced;
import io.rykker.notification.domain.Signal.Deferred;
import io.rykker.notification.domain.Signal.Done;
import io.rykker.notification.domain.Signal.Lost;
import io.rykker.notification.domain.Signal.Released;
import io.rykker.notification.domain.Signal.Withdraw;

/** The whole transition table: nothing is sent twice, and nothing is sent after it was withdrawn. */
public final class DispatchRules {

    private record On(Dispatch state, Signal signal) {}

    private DispatchRules() {}

    public static Decision decide(Dispatch state, Signal signal) {
        return switch (new On(state, signal)) {
            case On(Planned s, Begin b) -> begin(s, b);
            case On(Planned s, Withdraw _) -> new Move(new Withdrawn(s.channel()));
            case On(Planned _, Done _) -> new Refuse("nobody was asked to do anything about it");
            case On(Planned s, Accepted _) -> new Move(new Sent(s.channel()));
            case On(Planned _, Deferred _) -> new Stay();
            case On(Planned _, Bounced _) -> new Stay();
            case On(Planned _, Lost _) -> new Stay();
            case On(Planned _, Released _) -> new Stay();

            case On(Sending s, Accepted _) -> new Move(new Sent(s.channel()));
            case On(Sending s, Withdraw _) -> new Move(new Sending(s.channel(), s.attempts(), true));
            case On(Sending s, Deferred _) when s.withdrawn() -> new Move(new Withdrawn(s.channel()));
            case On(Sending s, Bounced _) when s.withdrawn() -> new Move(new Withdrawn(s.channel()));
            case On(Sending s, Released _) when s.withdrawn() -> new Move(new Withdrawn(s.channel()));
            case On(Sending s, Deferred(var givingUp)) when givingUp -> new Move(new Planned(s.channel() + 1, 0));
            case On(Sending s, Deferred _) -> new Move(new Planned(s.channel(), s.attempts()));
            case On(Sending s, Bounced _) -> new Move(new Planned(s.channel() + 1, 0));
            case On(Sending s, Released _) -> new Move(new Planned(s.channel(), s.attempts() - 1));
            case On(Sending s, Lost(var policy)) -> new Move(lost(s, policy));
            case On(Sending _, Begin _) -> new Stay();
            case On(Sending _, Done _) -> new Refuse("it is being sent just now");

            case On(Unknown s, Accepted _) -> new Move(new Sent(s.channel()));
            case On(Unknown s, Withdraw _) -> new Move(new Unknown(s.channel(), s.attempts(), true));
            case On(Unknown s, Done(var sent)) when sent -> new Move(new Sent(s.channel()));
            case On(Unknown s, Done _) when s.withdrawn() -> new Move(new Withdrawn(s.channel()));
            case On(Unknown s, Done _) -> new Move(new Planned(s.channel(), s.attempts()));
            case On(Unknown s, Lost(var policy))
            when policy == OnUnknown.ASSUME_SENT -> new Move(new Sent(s.channel()));
            case On(Unknown _, Lost _) -> new Stay();
            case On(Unknown s, Deferred _) -> decide(new Sending(s.channel(), s.attempts(), s.withdrawn()), signal);
            case On(Unknown s, Bounced _) -> decide(new Sending(s.channel(), s.attempts(), s.withdrawn()), signal);
            case On(Unknown s, Released _) -> decide(new Sending(s.channel(), s.attempts(), s.withdrawn()), signal);
            case On(Unknown _, Begin _) -> new Stay();

            case On(ForAPerson s, Withdraw _) -> new Move(new Withdrawn(s.channel()));
            case On(ForAPerson s, Done(var sent)) when sent -> new Move(new Sent(s.channel()));
            case On(ForAPerson s, Done _) -> new Move(new Planned(s.channel() + 1, 0));
            case On(ForAPerson s, Accepted _) -> new Move(new Sent(s.channel()));
            case On(ForAPerson _, Begin _) -> new Stay();
            case On(ForAPerson _, Deferred _) -> new Stay();
            case On(ForAPerson _, Bounced _) -> new Stay();
            case On(ForAPerson _, Lost _) -> new Stay();
            case On(ForAPerson _, Released _) -> new Stay();

            case On(Sent _, Done(var sent)) when !sent -> new Refuse("it is sent, and that cannot be taken back");
            case On(Sent _, Signal _) -> new Stay();

            case On(Withdrawn s, Accepted _) -> new Move(new Sent(s.channel()));
            case On(Withdrawn _, Done(var sent)) when sent -> new Refuse("it was withdrawn before it was sent");
            case On(Withdrawn _, Signal _) -> new Stay();

            case On(Undeliverable s, Accepted _) -> new Move(new Sent(s.channel()));
            case On(Undeliverable _, Done(var sent)) when sent -> new Refuse("it was given up as undeliverable");
            case On(Undeliverable _, Signal _) -> new Stay();
        };
    }

    private static Decision begin(Planned planned, Begin begin) {
        for (int channel = planned.channel(); channel < begin.channels().size(); channel++) {
            String name = begin.channels().get(channel);
            if (begin.reachable().contains(name)) {
                int attempts = channel == planned.channel() ? planned.attempts() : 0;
                return new Move(
                        name.equals(Channel.EMAIL)
                                ? new Sending(channel, attempts + 1, false)
                                : new ForAPerson(channel));
            }
        }
        return new Move(new Undeliverable(begin.channels().size() - 1));
    }

    private static Dispatch lost(Sending sending, OnUnknown policy) {
        return switch (policy) {
            case ASK -> new Unknown(sending.channel(), sending.attempts(), sending.withdrawn());
            case ASSUME_SENT -> new Sent(sending.channel());
        };
    }
}
