package io.rykker.notification.letters;

import java.util.List;

/** What stands on a letter, in its order. Everything here is finished text in the debtor's language. */
record Sheet(
        String language,
        String heading,
        String sender,
        String greeting,
        List<String> opening,
        List<Row> about,
        List<Row> claim,
        Row due,
        List<Row> payment,
        List<String> consequences,
        List<String> closing,
        String regards,
        List<String> signature) {

    /** A label and what it says. */
    record Row(String label, String value) {}
}
