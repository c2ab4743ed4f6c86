package io.rykker.notification;

import io.rykker.notification.domain.Backoff;
import io.rykker.notification.domain.OnUnknown;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How this service sends. */
@ConfigMapping(prefix = "rykker.notification")
public interface NotificationConfig {

    /** How often the work table is looked at; more than a second counts as a second. */
    @WithDefault("250ms")
    Duration every();

    /** How many messages are on their way to the mail server at once: as many can be in doubt after a crash. */
    @WithDefault("30")
    int inFlight();

    /** How long the mail server may take for one message. */
    @WithDefault("20s")
    Duration patience();

    /** When a message that somebody took up and never reported on is in doubt. Longer than the patience. */
    @WithDefault("45s")
    Duration lease();

    /** What to make of a message in doubt. */
    @WithDefault("ask")
    OnUnknown onUnknown();

    /** The address that the letters come from; the creditor's name stands before it. */
    @WithDefault("reminders@rykker.example")
    String from();

    /** The part of the Message-ID after the at sign. */
    @WithDefault("rykker.example")
    String messageIdDomain();

    Retry retry();

    /** When to try again. */
    interface Retry {

        @WithDefault("5s")
        Duration first();

        @WithDefault("15m")
        Duration longest();

        /** After so many tries (about three days by default) the next channel is taken. */
        @WithDefault("290")
        int attempts();

        default Backoff backoff() {
            return new Backoff(first(), longest(), attempts());
        }
    }
}
