package io.rykker.dunning.paper;

import java.util.ArrayList;
import java.util.List;

/** The things of a described case and their fields; {@code case.schema.json} has the same, under the same names. */
enum Shape {
    CASE(
            "case",
            "a case",
            List.of(
                    "title",
                    "note",
                    "country",
                    "debtor",
                    "currency",
                    "invoice",
                    "invoices",
                    "policy",
                    "choices",
                    "happenings",
                    "questions")),
    INVOICE(
            "invoice",
            "an invoice",
            List.of("number", "amount", "issuedOn", "dueOn", "arisesOn", "feesAgreed", "creditorCountry")),

    PAYMENT("payment", "a payment", happening("amount", "valueDate", "ref", "source")),
    PAYMENT_REVERSED("payment-reversed", "a payment-reversed", happening("ref")),
    CREDIT_NOTE("credit-note", "a credit-note", happening("amount", "number")),
    CANCELLATION("cancellation", "a cancellation", happening()),
    ASSIGNMENT("assignment", "an assignment", happening("kind", "to")),
    RETURN("return", "a return", happening()),
    FRIENDLY_REMINDER("friendly-reminder", "a friendly-reminder", letter()),
    REMINDER("reminder", "a reminder", letter()),
    COLLECTION_NOTICE("collection-notice", "a collection-notice", letter()),
    UNDELIVERABLE("undeliverable", "an undeliverable", happening("letter")),
    PROMISE("promise", "a promise", happening("until", "amount", "fallback")),
    EXTENSION("extension", "an extension", happening("until", "fallback", "approved")),
    PLAN("plan", "a plan", happening("instalments", "count", "first", "fallback")),
    INSTALMENT("instalment", "an instalment", List.of("on", "amount")),
    CALL("call", "a call", happening("outcome", "who", "until", "amount", "reason")),
    ANSWER("answer", "an answer", happening("channel")),
    CONTACT_FOUND("contact-found", "a contact-found", happening()),
    DELIVERY("delivery", "a delivery", happening("channel", "receipt")),
    DISPUTE("dispute", "a dispute", happening("reason", "amount")),
    DISPUTE_RESOLVED("dispute-resolved", "a dispute-resolved", happening("outcome")),
    HOLD("hold", "a hold", happening("until")),
    RELEASE("release", "a release", happening()),
    STOP("stop", "a stop", happening("kind", "reviewOn")),
    TAKEOVER("takeover", "a takeover", happening("owner", "until")),
    GIVEBACK("giveback", "a giveback", happening()),
    DEBTOR_HOLD("debtor-hold", "a debtor-hold", ofDebtor("until")),
    DEBTOR_RELEASE("debtor-release", "a debtor-release", ofDebtor()),
    APPROVAL("approval", "an approval", happening()),
    HANDOVER("handover", "a handover", happening()),
    RECALL("recall", "a recall", happening()),
    AGENCY("agency", "an agency's word", happening("says")),
    WRITE_OFF("write-off", "a write-off", happening()),
    INTEREST_PAYMENT("interest-payment", "an interest-payment", happening("amount")),
    ACKNOWLEDGEMENT("acknowledgement", "an acknowledgement", happening("written")),
    JUDGMENT("judgment", "a judgment", happening()),
    COST("cost", "a cost", happening("amount", "of")),

    ASK_ACCOUNT("ask-account", "a question for the account", question()),
    ASK_LAWFUL(
            "ask-lawful",
            "a question whether something is lawful",
            question("action", "fee", "compensation", "deadline")),
    ASK_HIGHEST_FEE("ask-highest-fee", "a question for the highest fee", question("action")),
    ASK_HIGHEST_COST("ask-highest-cost", "a question for the highest cost of collection", question("of")),
    ASK_LIMITATION("ask-limitation", "a question for the limitation", question()),
    ASK_NEXT_STEPS("ask-next-steps", "a question for the next steps", question()),
    ASK_POLICY("ask-policy", "a question whether the policy is lawful", question());

    private final String word;
    private final String what;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> fields;

    Shape(String word, String what, List<String> fields) {
        this.word = word;
        this.what = what;
        this.fields = fields;
    }

    private static List<String> happening(String... own) {
        return with(List.of("on", "what", "invoice", "why"), own);
    }

    private static List<String> ofDebtor(String... own) {
        return with(List.of("on", "what", "why"), own);
    }

    private static List<String> letter() {
        return happening("step", "fee", "compensation", "interest", "deadline");
    }

    private static List<String> question(String... own) {
        List<String> fields = new ArrayList<>(with(List.of("ask", "on", "invoice"), own));
        fields.add("expect");
        return List.copyOf(fields);
    }

    private static List<String> with(List<String> first, String... own) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(own));
        return List.copyOf(all);
    }

    /** What the schema calls it. */
    String word() {
        return word;
    }

    String what() {
        return what;
    }

    List<String> fields() {
        return fields;
    }

    /** The shape of a happening, or of a question, by its word. */
    static Shape of(String word) {
        for (Shape shape : values()) {
            if (shape.word.equals(word)) {
                return shape;
            }
        }
        throw new IllegalArgumentException(word);
    }

    static List<String> happenings() {
        return words("on", "what");
    }

    static List<String> questions() {
        return words("ask", "expect").stream()
                .map(word -> word.substring("ask-".length()))
                .toList();
    }

    private static List<String> words(String... having) {
        List<String> words = new ArrayList<>();
        for (Shape shape : values()) {
            if (shape.fields.containsAll(List.of(having))) {
                words.add(shape.word);
            }
        }
        return List.copyOf(words);
    }
}
