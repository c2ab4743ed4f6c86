package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a debtor answered, as a person tells it. It binds nobody: what is promised or disputed in it is recorded as that.
 *
 * @param summary what it says, in short
 * @param reference where the answer itself is found, like a mail's id, or null
 */
public record Answer(
        Channel channel,
        LocalDate on,
        String summary,
        @Nullable String reference) {

    /** The way it came in. */
    public enum Channel {
        EMAIL,
        LETTER,
        PHONE,
        CHAT,
        SMS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
