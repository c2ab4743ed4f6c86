package io.rykker.dunning.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rykker.dunning.domain.Amounts;
import io.rykker.dunning.domain.CreditFact;
import io.rykker.dunning.domain.DebtorKind;
import io.rykker.dunning.domain.Fallback;
import io.rykker.dunning.domain.Mandate;
import io.rykker.dunning.domain.Overrun;
import io.rykker.dunning.domain.Owner;
import io.rykker.dunning.domain.Plan;
import io.rykker.dunning.domain.PlanOffer;
import io.rykker.dunning.domain.Policy;
import io.rykker.dunning.domain.Quiet;
import io.rykker.dunning.domain.Segment;
import io.rykker.dunning.domain.Shortcut;
import io.rykker.dunning.domain.Silence;
import io.rykker.dunning.domain.Step;
import io.rykker.dunning.domain.StepKind;
import io.rykker.dunning.domain.Terms;
import io.rykker.dunning.domain.When;
import io.rykker.dunning.messaging.Fields;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Policies as JSON, as {@code policies/policy.schema.json} describes them. What is left out has the schema's default;
 * a field that is not known is refused by its name.
 */
public final class PolicyText {

    /** How policies, steps and segments are called. */
    public static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** The owner of a step that no partner takes. */
    private static final String US = "us";

    private static final String A_NAME = "a name of small letters, digits and hyphens";
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern CHANNEL = Pattern.compile("email|sms|letter|phone|agency");
    private static final Pattern TONE = Pattern.compile("friendly|firm|formal");
    private static final Pattern DAY = Pattern.compile("[01][0-9]-[0-3][0-9]");
    private static final Pattern KIND = Pattern.compile(Stream.of(StepKind.values())
            .filter(StepKind::isOfPolicy)
            .map(StepKind::word)
            .collect(Collectors.joining("|")));
    private static final Pattern MANDATE =
            Pattern.compile(Stream.of(Mandate.values()).map(Mandate::word).collect(Collectors.joining("|")));
    private static final Pattern MODE = Pattern.compile(
            Stream.of(Policy.Mode.values()).map(Policy.Mode::word).collect(Collectors.joining("|")));
    private static final Pattern AFTER_AGENCY = Pattern.compile("hold|resume-notice|write-off");
    private static final Pattern EVERY = Pattern.compile("week|two-weeks|month");
    private static final Pattern THEN = Pattern.compile("resume|next-step|notice|agency-when-lawful");
    private static final Pattern DEBTOR = Pattern.compile("business|consumer");
    private static final Pattern WEEKDAY =
            Pattern.compile(Stream.of(DayOfWeek.values()).map(PolicyText::word).collect(Collectors.joining("|")));
    private static final int MOST = 100;
    private static final int LONGEST_WAIT = 365;
    private static final int LONGEST_TO_ACCEPT = 60;

    private PolicyText() {}

    /** Throws {@link io.rykker.dunning.messaging.Unreadable} with the path of the field. */
    public static Policy read(JsonNode body) {
        Fields fields = Fields.of(body);
        fields.only(Set.of(
                "$schema",
                "name",
                "version",
                "graceDays",
                "smallBalance",
                "mode",
                "countries",
                "quiet",
                "escalateWhen",
                "choices",
                "extensions",
                "afterAgency",
                "planOffer",
                "silentDays",
                "formalNeedsDeliveryEvidence",
                "escalateWithinDays",
                "owner",
                "steps"));
        List<Step> steps = new ArrayList<>();
        for (Fields step : fields.objects("steps", MOST)) {
            steps.add(step(step));
        }
        if (steps.isEmpty()) {
            throw fields.refuse("steps", "is missing or empty");
        }
        return new Policy(
                fields.matching("name", NAME, A_NAME),
                orElse(fields.optionalNumber("version", 1, Integer.MAX_VALUE), 1),
                orElse(fields.optionalNumber("graceDays", 0, LONGEST_WAIT), 0),
                amounts(fields, "smallBalance"),
                List.copyOf(steps),
                mode(fields),
                quiet(fields.optionalObject("quiet")),
                shortcut(fields.optionalObject("escalateWhen")),
                Set.copyOf(fields.texts("countries", MOST, COUNTRY, "a country code like DK")),
                choices(fields),
                terms(fields));
    }

    private static Terms terms(Fields fields) {
        String afterAgency = fields.optionalMatching("afterAgency", AFTER_AGENCY, "hold, resume-notice or write-off");
        return new Terms(
                orElse(fields.optionalNumber("extensions", 0, MOST), Terms.USUAL.extensions()),
                afterAgency == null ? Terms.USUAL.afterAgency() : Terms.AfterAgency.of(afterAgency),
                offer(fields.optionalObject("planOffer")),
                orElse(fields.optionalNumber("silentDays", Silence.LEAST_DAYS, Silence.MOST_DAYS), Silence.USUAL_DAYS),
                is(fields, "formalNeedsDeliveryEvidence"),
                fields.optionalNumber("escalateWithinDays", 1, Overrun.MOST_DAYS),
                fields.optionalLine("owner", Owner.LONGEST));
    }

    private static @Nullable PlanOffer offer(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        fields.only(Set.of(
                "instalments", "every", "firstDays", "acceptDays", "minInstalment", "minAmount", "maxAmount", "then"));
        Integer instalments = fields.optionalNumber("instalments", 2, Plan.MOST);
        if (instalments == null) {
            throw fields.refuse("instalments", "is missing");
        }
        boolean isMonthly = fields.optionalMatching("every", EVERY, "week, two-weeks or month") == null;
        boolean isNotice =
                fields.optionalMatching("then", THEN, "resume, next-step, notice or agency-when-lawful") == null;
        return new PlanOffer(
                instalments,
                isMonthly ? Plan.Interval.MONTH : fields.word("every", Plan.Interval.class),
                orElse(fields.optionalNumber("firstDays", 1, LONGEST_WAIT), PlanOffer.USUAL_FIRST_DAYS),
                orElse(fields.optionalNumber("acceptDays", 1, LONGEST_TO_ACCEPT), PlanOffer.USUAL_ACCEPT_DAYS),
                fields.optionalAmount("minInstalment"),
                fields.optionalAmount("minAmount"),
                fields.optionalAmount("maxAmount"),
                isNotice ? Fallback.NOTICE : fields.word("then", Fallback.class));
    }

    private static Step step(Fields fields) {
        fields.only(Set.of(
                "name",
                "kind",
                "waitDays",
                "deadlineDays",
                "tone",
                "channels",
                "fee",
                "feeAmount",
                "interest",
                "compensation",
                "mandate",
                "owner",
                "when"));
        StepKind kind = StepKind.of(
                fields.matching("kind", KIND, "one of " + KIND.pattern().replace("|", ", ")));
        Integer wait = fields.optionalNumber("waitDays", -LONGEST_WAIT, LONGEST_WAIT);
        if (wait == null) {
            throw fields.refuse("waitDays", "is missing");
        }
        Integer deadline = fields.optionalNumber("deadlineDays", 0, LONGEST_WAIT);
        if (deadline == null && kind != StepKind.ESCALATION && wait >= 0) {
            throw fields.refuse("deadlineDays", "is missing");
        }
        String mandate = fields.optionalMatching("mandate", MANDATE, "collection or reminders");
        if (mandate != null && kind != StepKind.ESCALATION) {
            throw fields.refuse("mandate", "is what an agency is asked to do: only an escalation has one");
        }
        String owner = fields.optionalMatching("owner", NAME, "us or the name of a partner, " + A_NAME);
        if (owner != null && !owner.equals(US) && kind == StepKind.ESCALATION) {
            throw fields.refuse("owner", "is who takes a step instead of us: an escalation is the agency's");
        }
        String tone = fields.optionalMatching("tone", TONE, "friendly, firm or formal");
        List<String> channels = fields.texts("channels", 5, CHANNEL, "one of email, sms, letter, phone, agency");
        return new Step(
                fields.matching("name", NAME, A_NAME),
                kind,
                wait,
                orElse(deadline, 0),
                tone == null ? tone(kind) : tone,
                channels.isEmpty() ? channels(kind) : channels,
                is(fields, "fee"),
                is(fields, "interest"),
                is(fields, "compensation"),
                fields.optionalAmount("feeAmount"),
                mandate == null ? Mandate.COLLECTION : Mandate.of(mandate),
                when(fields.optionalObject("when"), true),
                US.equals(owner) ? null : owner);
    }

    private static String tone(StepKind kind) {
        return switch (kind) {
            case FRIENDLY, CALL, PROMISE_CONFIRMATION, PLAN_PROPOSAL -> "friendly";
            case FORMAL -> "firm";
            case COLLECTION_NOTICE, ESCALATION -> "formal";
        };
    }

    private static List<String> channels(StepKind kind) {
        return switch (kind) {
            case FRIENDLY, FORMAL, COLLECTION_NOTICE, PROMISE_CONFIRMATION, PLAN_PROPOSAL -> List.of("email", "letter");
            case CALL -> List.of("phone");
            case ESCALATION -> List.of("agency");
        };
    }

    private static When when(@Nullable Fields fields, boolean ofStep) {
        if (fields == null) {
            return When.ALWAYS;
        }
        fields.only(
                ofStep
                        ? Set.of("minAmount", "maxAmount", "debtorKind", "segment", "firstTimeLate")
                        : Set.of(
                                "minAmount",
                                "maxAmount",
                                "debtorKind",
                                "country",
                                "minScore",
                                "maxScore",
                                "newDebtor",
                                "minCreditScore",
                                "maxCreditScore",
                                "minPaymentRemarks",
                                "maxPaymentRemarks"));
        String kind = fields.optionalMatching("debtorKind", DEBTOR, "business or consumer");
        return new When(
                fields.optionalAmount("minAmount"),
                fields.optionalAmount("maxAmount"),
                kind == null ? null : DebtorKind.of(kind),
                ofStep ? fields.optionalMatching("segment", NAME, A_NAME) : null,
                ofStep && is(fields, "firstTimeLate"));
    }

    private static Policy.Mode mode(Fields fields) {
        String word = fields.optionalMatching("mode", MODE, "automatic, approve or observe");
        return Stream.of(Policy.Mode.values())
                .filter(mode -> mode.word().equals(word))
                .findFirst()
                .orElse(Policy.Mode.AUTOMATIC);
    }

    private static Quiet quiet(@Nullable Fields fields) {
        if (fields == null) {
            return Quiet.NEVER;
        }
        fields.only(Set.of("below", "weekdays", "dates", "onClosedDays"));
        Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
        fields.texts("weekdays", 7, WEEKDAY, "a day like friday")
                .forEach(day -> weekdays.add(DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT))));
        List<Quiet.Stretch> dates = new ArrayList<>();
        for (Fields stretch : fields.objects("dates", MOST)) {
            stretch.only(Set.of("from", "to"));
            dates.add(new Quiet.Stretch(day(stretch, "from"), day(stretch, "to")));
        }
        return new Quiet(
                orZero(fields.optionalAmount("below")),
                Set.copyOf(weekdays),
                List.copyOf(dates),
                is(fields, "onClosedDays"));
    }

    private static MonthDay day(Fields fields, String name) {
        String text = fields.matching(name, DAY, "a day of every year like 12-24");
        try {
            return MonthDay.parse("--" + text);
        } catch (DateTimeException _) {
            throw fields.refuse(name, "is no day of a year");
        }
    }

    private static Shortcut shortcut(@Nullable Fields fields) {
        if (fields == null) {
            return Shortcut.NONE;
        }
        fields.only(Set.of("reminders", "brokenAgreements", "amount", "contactBroken", "days"));
        return new Shortcut(
                fields.optionalNumber("reminders", 1, MOST),
                fields.optionalNumber("brokenAgreements", 1, MOST),
                fields.optionalAmount("amount"),
                is(fields, "contactBroken"),
                fields.optionalNumber("days", 1, 3650));
    }

    private static Amounts amounts(Fields fields, String name) {
        Fields amounts = fields.optionalObject(name);
        if (amounts == null) {
            return Amounts.NONE;
        }
        Map<String, BigDecimal> byCurrency = new TreeMap<>();
        fields.raw(name).fieldNames().forEachRemaining(currency -> {
            if (!CURRENCY.matcher(currency).matches()) {
                throw amounts.refuse(currency, "is no currency like DKK");
            }
            byCurrency.put(currency, orZero(amounts.optionalAmount(currency)));
        });
        return new Amounts(byCurrency);
    }

    private static Map<String, String> choices(Fields fields) {
        Fields choices = fields.optionalObject("choices");
        Map<String, String> chosen = new TreeMap<>();
        if (choices != null) {
            fields.raw("choices").fieldNames().forEachRemaining(name -> chosen.put(name, choices.text(name, 100)));
        }
        return Map.copyOf(chosen);
    }

    /** The policy as it would be written by hand: what has its default is left out. */
    public static ObjectNode write(Policy policy) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", policy.name());
        node.put("version", policy.version());
        node.put("mode", policy.mode().word());
        put(node, "countries", new TreeSet<>(policy.countries()));
        node.put("graceDays", policy.graceDays());
        if (!policy.smallBalance().equals(Amounts.NONE)) {
            ObjectNode small = node.putObject("smallBalance");
            new TreeMap<>(policy.smallBalance().byCurrency())
                    .forEach((currency, amount) -> small.put(currency, amount.toPlainString()));
        }
        if (!policy.quiet().equals(Quiet.NEVER)) {
            node.set("quiet", quiet(policy.quiet()));
        }
        if (!policy.shortcut().equals(Shortcut.NONE)) {
            node.set("escalateWhen", shortcut(policy.shortcut()));
        }
        if (!policy.choices().isEmpty()) {
            ObjectNode choices = node.putObject("choices");
            new TreeMap<>(policy.choices()).forEach(choices::put);
        }
        if (!policy.terms().equals(Terms.USUAL)) {
            node.put("extensions", policy.terms().extensions());
            node.put("afterAgency", policy.terms().afterAgency().word());
        }
        if (policy.terms().silentDays() != Silence.USUAL_DAYS) {
            node.put("silentDays", policy.terms().silentDays());
        }
        if (policy.terms().formalNeedsDeliveryEvidence()) {
            node.put("formalNeedsDeliveryEvidence", true);
        }
        if (policy.terms().escalateWithinDays() != null) {
            node.put("escalateWithinDays", policy.terms().escalateWithinDays());
        }
        if (policy.terms().owner() != null) {
            node.put("owner", policy.terms().owner());
        }
        if (policy.terms().offer() != null) {
            node.set("planOffer", offer(policy.terms().offer()));
        }
        ArrayNode steps = node.putArray("steps");
        policy.steps().forEach(step -> steps.add(step(step)));
        return node;
    }

    private static ObjectNode offer(PlanOffer offer) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("instalments", offer.instalments());
        node.put("every", offer.every().word());
        node.put("firstDays", offer.firstDays());
        node.put("acceptDays", offer.acceptDays());
        put(node, "minInstalment", offer.minInstalment());
        put(node, "minAmount", offer.minAmount());
        put(node, "maxAmount", offer.maxAmount());
        node.put("then", offer.then().word());
        return node;
    }

    private static ObjectNode step(Step step) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", step.name());
        node.put("kind", step.kind().word());
        node.put("waitDays", step.waitDays());
        node.put("deadlineDays", step.deadlineDays());
        node.put("tone", step.tone());
        put(node, "channels", step.channels());
        node.put("fee", step.fee());
        put(node, "feeAmount", step.feeAmount());
        node.put("interest", step.interest());
        node.put("compensation", step.compensation());
        if (step.mandate() != Mandate.COLLECTION) {
            node.put("mandate", step.mandate().word());
        }
        if (step.partner() != null) {
            node.put("owner", step.partner());
        }
        if (!step.when().equals(When.ALWAYS)) {
            ObjectNode when = node.putObject("when");
            when(when, step.when());
            if (step.when().segment() != null) {
                when.put("segment", step.when().segment());
            }
            if (step.when().firstTimeLate()) {
                when.put("firstTimeLate", true);
            }
        }
        return node;
    }

    private static void when(ObjectNode node, When when) {
        put(node, "minAmount", when.minAmount());
        put(node, "maxAmount", when.maxAmount());
        DebtorKind kind = when.debtorKind();
        if (kind != null) {
            node.put("debtorKind", kind.word());
        }
    }

    private static ObjectNode quiet(Quiet quiet) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("below", quiet.below().toPlainString());
        put(
                node,
                "weekdays",
                quiet.weekdays().stream().sorted().map(PolicyText::word).toList());
        if (!quiet.dates().isEmpty()) {
            ArrayNode dates = node.putArray("dates");
            for (Quiet.Stretch stretch : quiet.dates()) {
                dates.addObject()
                        .put("from", stretch.from().toString().substring(2))
                        .put("to", stretch.to().toString().substring(2));
            }
        }
        node.put("onClosedDays", quiet.onClosedDays());
        return node;
    }

    private static ObjectNode shortcut(Shortcut shortcut) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (shortcut.reminders() != null) {
            node.put("reminders", shortcut.reminders());
        }
        if (shortcut.brokenAgreements() != null) {
            node.put("brokenAgreements", shortcut.brokenAgreements());
        }
        put(node, "amount", shortcut.amount());
        node.put("contactBroken", shortcut.contactBroken());
        if (shortcut.days() != null) {
            node.put("days", shortcut.days());
        }
        return node;
    }

    /** A creditor's rules, the first that holds chooses: {@code {"rules": [{name, if, policy}]}}. */
    public static List<Segment> segments(JsonNode body) {
        Fields fields = Fields.of(body);
        fields.only(Set.of("rules"));
        List<Segment> segments = new ArrayList<>();
        for (Fields rule : fields.objects("rules", MOST)) {
            rule.only(Set.of("name", "if", "policy"));
            Fields condition = rule.optionalObject("if");
            segments.add(new Segment(
                    rule.matching("name", NAME, A_NAME),
                    condition == null ? null : condition.optionalMatching("country", COUNTRY, "a country code like DK"),
                    when(condition, false),
                    condition == null
                            ? Segment.Past.ANY
                            : new Segment.Past(
                                    condition.optionalNumber("minScore", 0, 100),
                                    condition.optionalNumber("maxScore", 0, 100),
                                    condition.optionalFlag("newDebtor")),
                    condition == null ? Segment.Rating.ANY : rating(condition),
                    rule.matching("policy", NAME, A_NAME)));
        }
        return List.copyOf(segments);
    }

    private static Segment.Rating rating(Fields condition) {
        int best = CreditFact.Kind.SCORE.most();
        int most = CreditFact.Kind.PAYMENT_REMARKS.most();
        return new Segment.Rating(
                condition.optionalNumber("minCreditScore", 0, best),
                condition.optionalNumber("maxCreditScore", 0, best),
                condition.optionalNumber("minPaymentRemarks", 0, most),
                condition.optionalNumber("maxPaymentRemarks", 0, most));
    }

    public static ObjectNode write(List<Segment> segments) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode rules = node.putArray("rules");
        for (Segment segment : segments) {
            ObjectNode rule = rules.addObject().put("name", segment.name());
            ObjectNode condition = JsonNodeFactory.instance.objectNode();
            if (segment.country() != null) {
                condition.put("country", segment.country());
            }
            when(condition, segment.when());
            past(condition, segment.past());
            rating(condition, segment.rating());
            if (!condition.isEmpty()) {
                rule.set("if", condition);
            }
            rule.put("policy", segment.policy());
        }
        return node;
    }

    private static void past(ObjectNode node, Segment.Past past) {
        put(node, "minScore", past.minScore());
        put(node, "maxScore", past.maxScore());
        if (past.newDebtor() != null) {
            node.put("newDebtor", past.newDebtor());
        }
    }

    private static void rating(ObjectNode node, Segment.Rating rating) {
        put(node, "minCreditScore", rating.minScore());
        put(node, "maxCreditScore", rating.maxScore());
        put(node, "minPaymentRemarks", rating.minRemarks());
        put(node, "maxPaymentRemarks", rating.maxRemarks());
    }

    private static void put(ObjectNode node, String name, @Nullable Integer number) {
        if (number != null) {
            node.put(name, number);
        }
    }

    private static void put(ObjectNode node, String name, Iterable<String> texts) {
        if (texts.iterator().hasNext()) {
            texts.forEach(node.withArray(name)::add);
        }
    }

    private static void put(ObjectNode node, String name, @Nullable BigDecimal amount) {
        if (amount != null) {
            node.put(name, amount.toPlainString());
        }
    }

    private static String word(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }

    private static boolean is(Fields fields, String name) {
        return Boolean.TRUE.equals(fields.optionalFlag(name));
    }

    private static int orElse(@Nullable Integer number, int otherwise) {
        return number == null ? otherwise : number;
    }

    private static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
