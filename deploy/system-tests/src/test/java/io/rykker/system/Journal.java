package io.rykker.system;

import com.fasterxml.jackson.databind.JsonNode;

/** The words of a case's timeline that the tests understand. */
final class Journal {

    static final String SETTLED = "ClaimSettled";
    static final String REOPENED = "ClaimReopened";
    static final String ASKED = "ReminderAsked";
    static final String HANDED_OVER = "HandedOver";

    private Journal() {}

    static JsonNode entries(JsonNode timeline) {
        return timeline.isArray() ? timeline : timeline.path("entries");
    }

    static String fact(JsonNode entry) {
        return entry.path("fact").asText();
    }
}
