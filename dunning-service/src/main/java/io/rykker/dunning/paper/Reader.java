package io.rykker.dunning.paper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rykker.dunning.domain.Account;
import io.rykker.dunning.domain.Amounts;
import io.rykker.dunning.domain.Answer;
import io.rykker.dunning.domain.Assignment;
import io.rykker.dunning.domain.Call;
import io.rykker.dunning.domain.Choice;
import io.rykker.dunning.domain.ClaimDates;
import io.rykker.dunning.domain.DebtorKind;
import io.rykker.dunning.domain.Delivery;
import io.rykker.dunning.domain.Fallback;
import io.rykker.dunning.domain.Hold;
import io.rykker.dunning.domain.Law;
import io.rykker.dunning.domain.Limitation;
import io.rykker.dunning.domain.Money;
import io.rykker.dunning.domain.Plan;
import io.rykker.dunning.domain.Policy;
import io.rykker.dunning.domain.Receivable;
import io.rykker.dunning.domain.RuleBook;
import io.rykker.dunning.domain.Signal;
import io.rykker.dunning.domain.Step;
import io.rykker.dunning.domain.StepKind;
import io.rykker.dunning.messaging.Unreadable;
import io.rykker.dunning.rulebook.PolicyText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads described cases. What is not understood is refused with its place; nothing is guessed from a misspelt field. */
public final class Reader {

    private static final int MOST = 500;

    private static final List<String> DELIVERED_BY = List.of("peppol", "email", "letter", "portal", "edi", "other");

    /** Stands for no policy: its only step never comes. */
    private static final Policy NOTHING_PLANNED = new Policy(
            Described.NO_POLICY,
            1,
            0,
            Amounts.NONE,
            List.of(new Step("nothing", StepKind.ESCALATION, 99_999, 0, "formal", List.of(), false, false, false)));

    private final RuleBook rules;
    private final Map<String, Law> laws = new TreeMap<>();

    private Reader(RuleBook rules) {
        this.rules = rules;
        for (Law law : rules.laws()) {
            law.covers().forEach(country -> laws.put(country, law));
            if (law.covers().isEmpty()) {
                laws.put(law.country(), law);
            }
        }
    }

    /** The cases of a file, one a document. */
    static List<Described> read(String text, RuleBook rules) throws Unclear {
        List<Described> cases = new ArrayList<>();
        for (Spot page : Pages.of(text)) {
            cases.add(new Reader(rules).described(page));
        }
        if (cases.isEmpty()) {
            throw new Unclear("", 1, "there is no case in the file; see deploy/cases/README.md");
        }
        return cases;
    }

    private Described described(Spot page) throws Unclear {
        page.requireShape(Shape.CASE);
        String title =
                page.required("title", "say in a line what the case shows").words();
        String note = maybe(page, "note");
        Spot countrySpot = page.required("country", "where the debtor is, one of " + String.join(", ", laws.keySet()));
        String country = countrySpot.oneOf(List.copyOf(laws.keySet()));
        DebtorKind debtor =
                DebtorKind.of(page.required("debtor", "consumer or business").oneOf(List.of("consumer", "business")));
        Law law = Objects.requireNonNull(laws.get(country));
        Currency currency = currency(page, law.currency());
        Map<String, String> choices = choices(page, law);

        String policyName = Described.NO_POLICY;
        Policy inline = null;
        RuleBook book = rules;
        Spot policySpot = page.fields.get("policy");
        if (policySpot != null && policySpot.isMapping()) {
            Policy policy = policy(policySpot);
            policyName = policy.name();
            inline = policy;
            book = with(policy.choosing(choices));
        } else if (policySpot != null) {
            List<String> names = new ArrayList<>(List.of(Described.NO_POLICY));
            names.addAll(
                    new TreeSet<>(rules.readyMade().stream().map(Policy::name).toList()));
            policyName = policySpot.oneOf(names);
        }
        String name = policyName;
        if (inline == null && name.equals(Described.NO_POLICY)) {
            book = with(NOTHING_PLANNED.choosing(choices));
        } else if (inline == null && !choices.isEmpty()) {
            book = with(rules.readyMade().stream()
                    .filter(policy -> policy.name().equals(name))
                    .reduce((older, newer) -> newer)
                    .orElseThrow()
                    .choosing(choices));
        }

        List<Receivable> invoices = invoices(page, country, debtor, currency, policyName);
        Receivable first = invoices.getFirst();
        List<String> breaches = inline == null
                ? List.of()
                : inline.breaches(law, debtor, new ClaimDates(first.issuedOn(), first.dueOn(), first.dueOn()));
        if (!breaches.isEmpty()) {
            book = with(NOTHING_PLANNED.choosing(choices));
            invoices = invoices(page, country, debtor, currency, Described.NO_POLICY);
        }
        var numbers = new ArrayList<String>();
        for (Receivable invoice : invoices) {
            numbers.add(invoice.number());
        }
        List<Described.Dated> happenings = new ArrayList<>();
        for (Spot spot : limited(page, "happenings")) {
            happenings.add(happening(spot, numbers, currency, invoices));
        }
        List<Question> questions = new ArrayList<>();
        for (Spot spot : limited(page, "questions")) {
            questions.add(question(spot, numbers, currency, invoices));
        }
        return new Described(
                title,
                note,
                invoices,
                origins(page),
                policyName,
                breaches,
                book,
                List.copyOf(happenings),
                List.copyOf(questions));
    }

    private RuleBook with(Policy policy) {
        return new RuleBook(rules.laws(), List.of(policy));
    }

    private static Map<String, String> choices(Spot page, Law law) throws Unclear {
        Map<String, String> chosen = new TreeMap<>();
        Spot spot = page.fields.get("choices");
        if (spot == null) {
            return chosen;
        }
        Map<String, Choice> choices = law.choices();
        for (Map.Entry<String, Spot> field : spot.fields.entrySet()) {
            Choice choice = choices.get(field.getKey());
            if (choice == null) {
                throw field.getValue()
                        .unclear("is nothing that the law of " + law.country() + " leaves a choice in; it does in: "
                                + String.join(", ", choices.keySet()));
            }
            chosen.put(
                    choice.name(),
                    field.getValue()
                            .oneOf(List.copyOf(new TreeSet<>(choice.options().keySet()))));
        }
        return chosen;
    }

    private static List<Spot> limited(Spot page, String name) throws Unclear {
        Spot spot = page.fields.get(name);
        if (spot == null) {
            return List.of();
        }
        List<Spot> items = spot.list();
        if (items.size() > MOST) {
            throw spot.unclear("has more than " + MOST + " entries; split the case");
        }
        return items;
    }

    private static Currency currency(Spot page, Currency own) throws Unclear {
        Spot spot = page.fields.get("currency");
        if (spot == null) {
            return own;
        }
        try {
            Currency currency = Currency.getInstance(spot.words());
            if (currency.getDefaultFractionDigits() < 0) {
                throw spot.unclear("is nothing to pay with: " + spot.text);
            }
            return currency;
        } catch (IllegalArgumentException _) {
            throw spot.unclear("must be a currency like DKK; it is " + spot.text);
        }
    }

    private static Policy policy(Spot spot) throws Unclear {
        try {
            return PolicyText.read(json(spot));
        } catch (Unreadable unreadable) {
            throw at(spot, unreadable.field()).unclear(unreadable.reason());
        }
    }

    /** The place of a field that is named as a path, as deep as it is there. */
    private static Spot at(Spot spot, String path) {
        Spot at = spot;
        for (String name : path.split("[.\\[\\]]+", -1)) {
            if (at.fields.containsKey(name)) {
                at = at.fields.get(name);
            } else if (name.matches("\\d{1,4}") && Integer.parseInt(name) < at.items.size()) {
                at = at.items.get(Integer.parseInt(name));
            } else if (!name.isEmpty()) {
                return Spot.scalar(at.pointer + "/" + name, at.line, name, true);
            }
        }
        return at;
    }

    private static JsonNode json(Spot spot) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (spot.isMapping()) {
            ObjectNode object = nodes.objectNode();
            spot.fields.forEach((name, value) -> object.set(name, json(value)));
            return object;
        }
        if (spot.isList()) {
            var array = nodes.arrayNode();
            spot.items.forEach(item -> array.add(json(item)));
            return array;
        }
        String text = String.valueOf(spot.text);
        if (spot.plain && (text.equals("true") || text.equals("false"))) {
            return nodes.booleanNode(text.equals("true"));
        }
        if (spot.plain && text.matches("-?\\d{1,9}")) {
            return nodes.numberNode(Integer.parseInt(text));
        }
        return nodes.textNode(text);
    }

    private static List<Receivable> invoices(
            Spot page, String country, DebtorKind debtor, Currency currency, String policy) throws Unclear {
        Spot one = page.fields.get("invoice");
        Spot several = page.fields.get("invoices");
        if ((one == null) == (several == null)) {
            throw page.unclear("needs either the field invoice or the field invoices");
        }
        List<Spot> spots = several == null ? List.of(Objects.requireNonNull(one)) : several.list();
        if (spots.isEmpty() || spots.size() > MOST) {
            throw page.unclear("needs between one and " + MOST + " invoices");
        }
        List<Receivable> invoices = new ArrayList<>();
        Set<String> numbers = new HashSet<>();
        for (Spot spot : spots) {
            spot.requireShape(Shape.INVOICE);
            Spot numberSpot = spot.fields.get("number");
            String number = numberSpot == null ? "1" : numberSpot.words();
            if (!numbers.add(number)) {
                throw (numberSpot == null ? spot : numberSpot)
                        .unclear("there are two invoices " + number + "; give each a number of its own");
            }
            Spot amount = spot.required("amount", "what was invoiced");
            Spot issued = spot.required("issuedOn", "the date of the invoice");
            Spot due = spot.required("dueOn", "the last day to pay in time");
            if (due.date().isBefore(issued.date())) {
                throw due.unclear("must not be before issuedOn " + issued.date());
            }
            Spot creditor = spot.fields.get("creditorCountry");
            invoices.add(new Receivable(
                    UUID.nameUUIDFromBytes("debtor".getBytes(StandardCharsets.UTF_8)),
                    number,
                    issued.date(),
                    due.date(),
                    positive(amount, currency),
                    creditor == null ? country : country(creditor),
                    "Europe/Copenhagen",
                    debtor,
                    country,
                    "en",
                    null,
                    spot.fields.containsKey("feesAgreed")
                            && spot.fields.get("feesAgreed").flag(),
                    policy,
                    0,
                    null,
                    false));
        }
        return List.copyOf(invoices);
    }

    private static Map<String, LocalDate> origins(Spot page) throws Unclear {
        Map<String, LocalDate> origins = new TreeMap<>();
        Spot one = page.fields.get("invoice");
        Spot several = page.fields.get("invoices");
        List<Spot> spots = one != null ? List.of(one) : several == null ? List.of() : several.list();
        for (Spot spot : spots) {
            Spot arises = spot.fields.get("arisesOn");
            if (arises != null) {
                Spot due = spot.required("dueOn", "the last day to pay in time");
                if (arises.date().isAfter(due.date())) {
                    throw arises.unclear("must not be after dueOn " + due.date());
                }
                Spot number = spot.fields.get("number");
                origins.put(number == null ? "1" : number.words(), arises.date());
            }
        }
        return origins;
    }

    private static String country(Spot spot) throws Unclear {
        if (spot.text == null || !spot.text.matches("[A-Z]{2}")) {
            throw spot.unclear("must be a country like DK");
        }
        return spot.text;
    }

    private static Money positive(Spot spot, Currency currency) throws Unclear {
        Money money = money(spot, currency);
        if (!money.isPositive()) {
            throw spot.unclear("must be more than zero");
        }
        return money;
    }

    private static Money money(Spot spot, Currency currency) throws Unclear {
        BigDecimal amount = spot.decimal();
        try {
            return new Money(amount, currency);
        } catch (IllegalArgumentException e) {
            throw spot.unclear("cannot be: " + e.getMessage());
        }
    }

    private static String invoiceOf(Spot spot, List<String> numbers) throws Unclear {
        Spot invoice = spot.fields.get("invoice");
        if (invoice == null && numbers.size() > 1) {
            throw spot.unclear("needs the field invoice: which of " + String.join(", ", numbers));
        }
        return invoice == null ? numbers.getFirst() : invoice.oneOf(numbers);
    }

    /** Money and credits may come before their invoice; nothing else may. */
    private static void requireIssued(Spot spot, Shape shape, LocalDate on, Receivable invoice) throws Unclear {
        boolean isMoney = shape == Shape.PAYMENT
                || shape == Shape.PAYMENT_REVERSED
                || shape == Shape.CREDIT_NOTE
                || shape == Shape.INTEREST_PAYMENT
                || shape == Shape.CANCELLATION;
        boolean isOfDebtor = !shape.fields().contains("invoice");
        if (!on.isBefore(invoice.issuedOn()) || isOfDebtor) {
            return;
        }
        Spot amount = spot.fields.get("amount");
        if (amount != null && isMoney && amount.isWord("all")) {
            throw amount.unclear("cannot be all before the invoice is issued on " + invoice.issuedOn());
        }
        if (!isMoney) {
            throw Objects.requireNonNull(spot.fields.get("on"))
                    .unclear("must not be before invoice " + invoice.number() + " is issued on " + invoice.issuedOn());
        }
    }

    private static Described.Dated happening(
            Spot spot, List<String> numbers, Currency currency, List<Receivable> invoices) throws Unclear {
        if (!spot.isMapping()) {
            throw spot.unclear("must be a happening, like {on: 2026-06-08, what: reminder, fee: true}");
        }
        String word = spot.required("what", "what happened, one of " + String.join(", ", Shape.happenings()))
                .oneOf(Shape.happenings());
        Shape shape = Shape.of(word);
        spot.requireShape(shape);
        LocalDate on = spot.required("on", "the day on which it happened").date();
        String invoice = shape.fields().contains("invoice") ? invoiceOf(spot, numbers) : numbers.getFirst();
        requireIssued(spot, shape, on, invoices.get(numbers.indexOf(invoice)));
        String why = why(spot);
        Happening happening = switch (shape) {
            case PAYMENT ->
                new Happening.Payment(
                        amountOrAll(spot, currency),
                        spot.fields.containsKey("valueDate")
                                ? spot.fields.get("valueDate").date()
                                : on,
                        spot.fields.containsKey("ref") ? spot.fields.get("ref").words() : spot.pointer,
                        spot.fields.containsKey("source")
                                ? spot.fields.get("source").oneOf(List.of("bank", "agency", Account.FACTOR))
                                : "bank",
                        false);
            case PAYMENT_REVERSED -> new Happening.PaymentReversed(maybe(spot, "ref"), why);
            case CREDIT_NOTE ->
                new Happening.CreditNote(
                        amountOrAll(spot, currency),
                        spot.fields.containsKey("number")
                                ? spot.fields.get("number").words()
                                : "credit",
                        why);
            case CANCELLATION -> new Happening.Cancellation(why);
            case ASSIGNMENT ->
                new Happening.Assigned(
                        Assignment.Kind.of(
                                spot.required("kind", "factored or sold").oneOf(List.of("factored", "sold"))),
                        spot.fields.containsKey("to") ? spot.fields.get("to").words() : "somebody else",
                        why);
            case RETURN -> new Happening.Returned(why);
            case FRIENDLY_REMINDER -> letter(spot, StepKind.FRIENDLY, currency, on);
            case REMINDER -> letter(spot, StepKind.FORMAL, currency, on);
            case COLLECTION_NOTICE -> letter(spot, StepKind.COLLECTION_NOTICE, currency, on);
            case UNDELIVERABLE -> new Happening.Undeliverable(maybe(spot, "letter"), why);
            case PROMISE -> new Happening.Word(promise(spot, currency, why));
            case EXTENSION ->
                new Happening.Word(new Signal.Extended(until(spot), why, fallback(spot), flag(spot, "approved")));
            case PLAN -> new Happening.Word(plan(spot, currency, on, why));
            case CALL -> new Happening.Word(call(spot, currency, on, why));
            case ANSWER ->
                new Happening.Word(new Signal.Answered(new Answer(
                        oneOf(spot, "channel", "", Answer.Channel.values(), Answer.Channel::word), on, why, null)));
            case CONTACT_FOUND -> new Happening.ContactFound(why);
            case DELIVERY ->
                new Happening.Delivered(new Delivery(
                        on,
                        spot.required("channel", "one of " + String.join(", ", DELIVERED_BY))
                                .oneOf(DELIVERED_BY),
                        maybe(spot, "receipt")));
            case DISPUTE ->
                new Happening.Word(new Signal.Disputed(
                        spot.required("reason", "what was wrong, like not-received")
                                .words(),
                        why,
                        amount(spot, currency)));
            case DISPUTE_RESOLVED ->
                new Happening.Word(new Signal.Resolved(
                        spot.required("outcome", "rejected or upheld")
                                .oneOf(List.of("rejected", "upheld"))
                                .equals("upheld"),
                        why));
            case HOLD -> new Happening.Word(new Signal.Held(until(spot), why));
            case RELEASE -> new Happening.Word(new Signal.Released(why));
            case STOP -> new Happening.Word(stop(spot, on, why));
            case TAKEOVER ->
                new Happening.Word(new Signal.TakenOver(
                        spot.required("owner", "who takes the case over").words(), until(spot), why));
            case GIVEBACK -> new Happening.Word(new Signal.GivenBack(why));
            case DEBTOR_HOLD -> new Happening.DebtorHeld(until(spot), why);
            case DEBTOR_RELEASE -> new Happening.DebtorReleased(why);
            case APPROVAL -> new Happening.Word(new Signal.Approved(why));
            case RECALL -> new Happening.Word(new Signal.Recalled(why));
            case HANDOVER -> new Happening.HandedOver(why);
            case AGENCY ->
                new Happening.AgencySays(
                        spot.required("says", "what the agency reported")
                                .oneOf(List.of("accepted", "rejected", "progress", "closed")),
                        why);
            case WRITE_OFF -> new Happening.Word(new Signal.WrittenOff(why));
            case INTEREST_PAYMENT -> new Happening.Payment(amountOrAll(spot, currency), on, spot.pointer, "bank", true);
            case ACKNOWLEDGEMENT ->
                new Happening.Word(new Signal.Confirmed(
                        flag(spot, "written")
                                ? Limitation.Cause.WRITTEN_ACKNOWLEDGEMENT
                                : Limitation.Cause.ACKNOWLEDGEMENT,
                        on,
                        why));
            case JUDGMENT -> new Happening.Word(new Signal.Confirmed(Limitation.Cause.JUDGMENT, on, why));
            case COST ->
                new Happening.CostOf(positive(spot.required("amount", "what it cost"), currency), costRule(spot), why);
            default -> throw new IllegalStateException(word);
        };
        return new Described.Dated(on, word, invoice, happening);
    }

    private static Signal.FromPeople promise(Spot spot, Currency currency, String why) throws Unclear {
        Spot until = spot.fields.get("until");
        Spot amount = spot.fields.get("amount");
        if (until == null && (amount != null || spot.fields.containsKey("fallback"))) {
            throw spot.unclear(
                    "needs the field until: without it, it is a promise without a day, which has neither amount"
                            + " nor fallback");
        }
        return new Signal.Promised(until == null ? null : until.date(), amount(spot, currency), why, fallback(spot));
    }

    /** Instalments one by one, or how many and from when. */
    private static Signal.FromPeople plan(Spot spot, Currency currency, LocalDate on, String why) throws Unclear {
        Spot list = spot.fields.get("instalments");
        Spot count = spot.fields.get("count");
        if ((list == null) == (count == null)) {
            throw spot.unclear("needs either the field instalments, or count and first");
        }
        if (count != null) {
            LocalDate first =
                    spot.required("first", "the day of the first instalment").date();
            int number = count.number(2, Plan.MOST);
            return new Signal.PlannedEvenly(number, first, why, fallback(spot));
        }
        if (spot.fields.containsKey("first")) {
            throw Objects.requireNonNull(spot.fields.get("first")).unclear("belongs to count, not to instalments");
        }
        List<Plan.Instalment> instalments = new ArrayList<>();
        LocalDate before = on.minusDays(1);
        for (Spot one : Objects.requireNonNull(list).list()) {
            one.requireShape(Shape.INSTALMENT);
            Spot due = one.required("on", "the day on which it is to be paid");
            if (!due.date().isAfter(before)) {
                throw due.unclear("must be after " + before + ", instalments are in their order");
            }
            before = due.date();
            instalments.add(
                    new Plan.Instalment(before, positive(one.required("amount", "what is to be paid"), currency)));
        }
        return new Signal.Planned(List.copyOf(instalments), why, fallback(spot));
    }

    /** One of the values of a type, by its word. */
    private static <T> T oneOf(Spot spot, String field, String what, T[] values, Function<T, String> word)
            throws Unclear {
        List<String> words = Stream.of(values).map(word).toList();
        String said = spot.required(field, what + "one of " + String.join(", ", words))
                .oneOf(words);
        return Stream.of(values)
                .filter(one -> word.apply(one).equals(said))
                .findFirst()
                .orElseThrow();
    }

    private static Signal.FromPeople call(Spot spot, Currency currency, LocalDate on, String why) throws Unclear {
        Call.Outcome outcome = oneOf(spot, "outcome", "how it ended, ", Call.Outcome.values(), Call.Outcome::word);
        Spot until = spot.fields.get("until");
        if (fieldsOf(outcome).contains("until") && until == null) {
            throw spot.unclear("needs the field until: " + outcome.word() + " has a day");
        }
        for (String name : List.of("until", "amount", "reason")) {
            Spot field = spot.fields.get(name);
            if (field != null && !fieldsOf(outcome).contains(name)) {
                throw field.unclear("does not belong to a call with the outcome " + outcome.word());
            }
        }
        return new Signal.Called(
                new Call(outcome, on, maybe(spot, "who"), why),
                until == null ? null : until.date(),
                amount(spot, currency),
                maybe(spot, "reason"));
    }

    /** What an outcome needs ({@code until}) or may have beside what every call has. */
    private static List<String> fieldsOf(Call.Outcome outcome) {
        return switch (outcome) {
            case REACHED_PROMISED -> List.of("until", "amount");
            case CALL_BACK, NEEDS_TIME -> List.of("until");
            case INVOICE_ERROR -> List.of("amount");
            case DISPUTES -> List.of("amount", "reason");
            case VAGUE_PROMISE,
                    NOT_RECEIVED,
                    WRONG_PERSON,
                    NO_ANSWER,
                    REFUSES,
                    PAYMENT_METHOD,
                    MISSING_INFO,
                    HARDSHIP,
                    FORGOTTEN -> List.of();
        };
    }

    private static Signal.FromPeople stop(Spot spot, LocalDate on, String why) throws Unclear {
        String kind = spot.required("kind", "bankruptcy or death").oneOf(List.of("bankruptcy", "death"));
        Spot review = spot.fields.get("reviewOn");
        return new Signal.Stopped(
                kind.equals("death") ? Hold.Kind.DEATH : Hold.Kind.BANKRUPTCY,
                on,
                why,
                review == null ? null : review.date());
    }

    private static Fallback fallback(Spot spot) throws Unclear {
        Spot field = spot.fields.get("fallback");
        List<String> words = Stream.of(Fallback.values()).map(Fallback::word).toList();
        if (field == null) {
            return Fallback.RESUME;
        }
        String word = field.oneOf(words);
        return Stream.of(Fallback.values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static boolean flag(Spot spot, String name) throws Unclear {
        Spot field = spot.fields.get(name);
        return field != null && field.flag();
    }

    private static @Nullable String costRule(Spot spot) throws Unclear {
        Spot of = spot.fields.get("of");
        return of == null ? null : cost(of);
    }

    private static String cost(Spot of) throws Unclear {
        return Objects.requireNonNull(Question.COSTS.get(of.oneOf(List.copyOf(Question.COSTS.keySet()))));
    }

    private static LocalDate until(Spot spot) throws Unclear {
        return spot.required("until", "its last day").date();
    }

    private static String why(Spot spot) throws Unclear {
        Spot why = spot.fields.get("why");
        return why == null ? "as described" : why.words();
    }

    private static @Nullable String maybe(Spot spot, String name) throws Unclear {
        Spot field = spot.fields.get(name);
        return field == null ? null : field.words();
    }

    private static @Nullable Money amount(Spot spot, Currency currency) throws Unclear {
        Spot field = spot.fields.get("amount");
        return field == null ? null : positive(field, currency);
    }

    private static @Nullable Money amountOrAll(Spot spot, Currency currency) throws Unclear {
        Spot field = spot.required("amount", "a number like 1234.50, or all");
        return field.isWord("all") ? null : positive(field, currency);
    }

    private static Happening.LetterSent letter(Spot spot, StepKind kind, Currency currency, LocalDate on)
            throws Unclear {
        Spot deadline = spot.fields.get("deadline");
        if (deadline != null && deadline.date().isBefore(on)) {
            throw deadline.unclear("must not be before the day of the letter, " + on);
        }
        Spot interest = spot.fields.get("interest");
        return new Happening.LetterSent(
                kind,
                maybe(spot, "step"),
                charge(spot, "fee", currency),
                charge(spot, "compensation", currency),
                interest != null && interest.flag(),
                deadline == null ? null : deadline.date());
    }

    private static Happening.Charge charge(Spot spot, String name, Currency currency) throws Unclear {
        Spot field = spot.fields.get(name);
        if (field == null || field.isWord("false")) {
            return Happening.Charge.NOTHING;
        }
        return field.isWord("true") ? Happening.Charge.LAWFUL : new Happening.Charge(true, positive(field, currency));
    }

    private static Question question(Spot spot, List<String> numbers, Currency currency, List<Receivable> invoices)
            throws Unclear {
        if (!spot.isMapping()) {
            throw spot.unclear("must be a question, like {ask: account, on: 2026-07-20}");
        }
        String word = spot.required("ask", "what is asked, one of " + String.join(", ", Shape.questions()))
                .oneOf(Shape.questions());
        Shape shape = Shape.of("ask-" + word);
        spot.requireShape(shape);
        Question.Ask ask = switch (shape) {
            case ASK_ACCOUNT -> new Question.Ask.Account();
            case ASK_LAWFUL -> lawful(spot, currency);
            case ASK_HIGHEST_FEE ->
                new Question.Ask.HighestFee(
                        spot.fields.containsKey("action")
                                ? spot.fields.get("action").oneOf(Question.LETTERS)
                                : "reminder");
            case ASK_HIGHEST_COST ->
                new Question.Ask.HighestCost(cost(
                        spot.required("of", "one of " + String.join(", ", Question.COSTS.keySet()))));
            case ASK_LIMITATION -> new Question.Ask.LimitationDate();
            case ASK_NEXT_STEPS -> new Question.Ask.NextSteps();
            case ASK_POLICY -> new Question.Ask.PolicyLawful();
            default -> throw new IllegalStateException(word);
        };
        LocalDate on = ask instanceof Question.Ask.PolicyLawful && !spot.fields.containsKey("on")
                ? invoices.getFirst().issuedOn()
                : spot.required("on", "the day that is asked about").date();
        Spot expect = spot.fields.get("expect");
        if (expect != null && !expect.isMapping()) {
            throw expect.unclear("must be fields of the answer and what they should be");
        }
        if (expect != null) {
            Known.require(word, expect);
        }
        String invoice = invoiceOf(spot, numbers);
        LocalDate issued = invoices.get(numbers.indexOf(invoice)).issuedOn();
        if (on.isBefore(issued)) {
            throw spot.required("on", "the day that is asked about")
                    .unclear("must not be before invoice " + invoice + " is issued on " + issued);
        }
        return new Question(ask, on, invoice, expect);
    }

    private static Question.Ask lawful(Spot spot, Currency currency) throws Unclear {
        String action = spot.required("action", "one of " + String.join(", ", Question.ACTIONS))
                .oneOf(Question.ACTIONS);
        Spot deadline = spot.fields.get("deadline");
        if (deadline != null && !action.equals("collection-notice")) {
            throw deadline.unclear("belongs to a collection-notice");
        }
        for (String charge : List.of("fee", "compensation")) {
            Spot field = spot.fields.get(charge);
            if (field != null && !Question.LETTERS.contains(action) && !action.equals(charge)) {
                throw field.unclear("belongs to a letter, one of " + String.join(", ", Question.LETTERS));
            }
        }
        return new Question.Ask.Lawful(
                action,
                charge(spot, "fee", currency),
                charge(spot, "compensation", currency),
                deadline == null ? null : deadline.date());
    }
}
