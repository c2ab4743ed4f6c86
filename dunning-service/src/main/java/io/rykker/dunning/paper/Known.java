package io.rykker.dunning.paper;

import java.util.List;
import java.util.Map;

/** The fields that answers have, by what is asked: nothing else can be expected. {@code case.schema.json} has the same. */
final class Known {

    static final Map<String, List<String>> ANSWERS = Map.of(
            "account",
            List.of(
                    "state",
                    "hold",
                    "heldUntil",
                    "plan",
                    "principal",
                    "fees",
                    "compensation",
                    "cost",
                    "interest",
                    "stretches",
                    "total",
                    "paid",
                    "credited",
                    "balance",
                    "disputed",
                    "missing"),
            "lawful",
            List.of("lawful", "from", "most", "why", "shortestDeadline", "missing"),
            "highest-fee",
            List.of("amount", "from", "why", "missing"),
            "highest-cost",
            List.of("amount", "from", "why", "missing"),
            "limitation",
            List.of("limitationOn", "barred", "alertOn", "why", "missing"),
            "next-steps",
            List.of("state", "steps", "missing"),
            "policy",
            List.of("lawful", "breaches"));

    /** The fields of each entry of a list in an answer. */
    static final Map<String, List<String>> ENTRIES = Map.of(
            "stretches", List.of("from", "through", "days", "principal", "rate", "amount"),
            "steps", List.of("on", "step", "kind", "fee", "compensation", "deadline", "amountDue"),
            "plan", List.of("on", "amount", "state"));

    private Known() {}

    /** Refuses what no answer to the question has: a misspelt expectation would look like a wrong answer. */
    static void require(String ask, Spot expect) throws Unclear {
        require(ANSWERS.getOrDefault(ask, List.of()), "an answer to " + ask, expect);
        for (Map.Entry<String, Spot> field : expect.fields.entrySet()) {
            List<String> entry = ENTRIES.get(field.getKey());
            if (entry != null) {
                for (Spot one : field.getValue().list()) {
                    require(entry, "an entry of " + field.getKey(), one);
                }
            }
        }
    }

    private static void require(List<String> known, String what, Spot spot) throws Unclear {
        for (Map.Entry<String, Spot> field : spot.fields.entrySet()) {
            if (!known.contains(field.getKey())) {
                throw field.getValue()
                        .unclear("is not a field of " + what + "; its fields are: " + String.join(", ", known));
            }
        }
    }
}
