package io.rykker.notification.mail;

import io.rykker.notification.letters.Letter;
import java.time.ZonedDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One e-mail to be sent.
 *
 * @param messageId the same for every try, with its angle brackets
 */
public record Envelope(
        UUID reminderId,
        String messageId,
        String to,
        String senderName,
        @Nullable String replyTo,
        ZonedDateTime date,
        Letter letter) {}
