package io.rykker.notification.letters;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands on a letter, in its order. Everything here is finished text in the debtor's language. */
record Sheet(
        String language,
        String heading,
        String sender,
        String greeting,
        List<String> opening,
        List<Row> about,
        List<Part> claim,
        Row due,
        List<Row> payment,
        List<String> consequences,
        List<String> closing,
        String regards,
        List<String> signature) {

    /**
     * What is claimed for one invoice.
     *
     * @param sum what is to be paid of it, or null when it is all that the letter is about
     */
    record Part(
            @Nullable String heading,
            List<Row> rows,
            @Nullable Row sum) {}

    /** A label and what it says. */
    record Row(String label, String value) {}
}
