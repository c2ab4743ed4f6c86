package io.rykker.notification;

import io.rykker.notification.domain.Backoff;
import io.rykker.notification.domain.OnUnknown;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How this service sends. */
@ConfigMapping(prefix = "rykker.notification")
public interface NotificationConfig {

    /** How often the work table is looked at; more than a second counts as a second. */
    @WithDefault("250ms")
    Duration every();

    /** How many connections to the mail server there are at most. */
    @WithDefault("4")
    int sessions();

    /** How many messages one connection carries; times the connections, as many can be in doubt after a crash. */
    @WithDefault("25")
    int run();

    /** How long the mail server may take for one answer. */
    @WithDefault("20s")
    Duration patience();

    /**
     * When a message that somebody took up and never reported on is in doubt. In its second half nothing is begun any
     * more. Longer than the patience.
     */
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

    Smtp smtp();

    /** The mail server. */
    interface Smtp {

        String host();

        int port();

        Optional<String> user();

        Optional<String> password();

        /** From the first byte on, as on port 465. */
        boolean tls();

        StartTls startTls();
    }

    /** Whether a connection that began in the open goes on encrypted, as on port 587. */
    enum StartTls {
        DISABLED,
        OPTIONAL,
        REQUIRED
    }

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
