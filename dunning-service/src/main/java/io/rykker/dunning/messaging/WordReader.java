package io.rykker.dunning.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rykker.dunning.domain.Acceptance;
import io.rykker.dunning.domain.Answer;
import io.rykker.dunning.domain.Call;
import io.rykker.dunning.domain.CreditFact;
import io.rykker.dunning.domain.Fallback;
import io.rykker.dunning.domain.Hold;
import io.rykker.dunning.domain.KeyAccount;
import io.rykker.dunning.domain.Limitation;
import io.rykker.dunning.domain.Money;
import io.rykker.dunning.domain.Owner;
import io.rykker.dunning.domain.Plan;
import io.rykker.dunning.domain.Signal;
import io.rykker.dunning.persistence.Store;
import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what a person sends over HTTP; every decision of a person says why. */
public final class WordReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern OUTCOME = Pattern.compile("rejected|upheld");
    private static final Pattern ACCEPTANCE = Pattern.compile("required|given");
    private static final Pattern STOP = Pattern.compile("bankruptcy|death");
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern POLICY = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}/[0-9]{1,9}");
    private static final Pattern CHANNEL = Pattern.compile("email|sms|letter|phone");
    private static final int MOST_INSTALMENTS = 60;
    private static final Pattern OPEN_STATE = Pattern.compile("not-due|overdue|notice-running|on-hold|escalated");
    private static final Set<String> WHICH = Set.of("creditorId", "invoiceIds", "state", "owner", "debtorIds");
    private static final int MOST_AT_ONCE = 200;
    private static final int LONGEST_WHY = 2000;
    private static final int LONGEST_EVIDENCE = 500;

    private WordReader() {}

    public static Signal.FromPeople promise(byte[] body) {
        Fields fields = fields(body);
        return new Signal.Promised(
                fields.optionalDate("until"), fields.optionalMoney("amount"), why(fields), fallback(fields));
    }

    /**
     * More time, granted.
     *
     * @param approved whoever asks may grant more than a clerk
     */
    public static Signal.FromPeople extension(byte[] body, boolean approved) {
        Fields fields = fields(body);
        return new Signal.Extended(fields.date("until"), why(fields), fallback(fields), approved);
    }

    /** Instalments one by one, or how many and from when; agreed on, or proposed to be accepted. */
    public static Signal.FromPeople plan(byte[] body) {
        Fields fields = fields(body);
        Integer count = fields.optionalNumber("count", 2, MOST_INSTALMENTS);
        boolean isProposed = isToBeAccepted(fields);
        LocalDate acceptBy = fields.optionalDate("acceptBy");
        if (acceptBy != null && !isProposed) {
            throw fields.refuse("acceptBy", "needs acceptance to be required: what is agreed on is not to be accepted");
        }
        if (count != null) {
            LocalDate first = fields.date("first");
            return isProposed
                    ? new Signal.ProposedEvenly(count, first, acceptBy, why(fields), fallback(fields))
                    : new Signal.PlannedEvenly(count, first, why(fields), fallback(fields));
        }
        List<Plan.Instalment> instalments = fields.objects("instalments", MOST_INSTALMENTS).stream()
                .map(one -> new Plan.Instalment(one.date("on"), one.positiveMoney("amount")))
                .toList();
        if (isProposed && instalments.isEmpty()) {
            throw fields.refuse("instalments", "is missing or empty");
        }
        return isProposed
                ? new Signal.Proposed(instalments, acceptBy, why(fields), fallback(fields))
                : new Signal.Planned(instalments, why(fields), fallback(fields));
    }

    private static boolean isToBeAccepted(Fields fields) {
        String acceptance = fields.optionalMatching("acceptance", ACCEPTANCE, "required or given");
        return "required".equals(acceptance);
    }

    /** How, when and by which evidence the debtor accepted the plan that was proposed. */
    public static Signal.FromPeople acceptance(byte[] body) {
        Fields fields = fields(body);
        return new Signal.PlanAccepted(
                new Acceptance(
                        fields.word("how", Acceptance.How.class),
                        fields.date("on"),
                        fields.text("evidence", LONGEST_EVIDENCE)),
                why(fields));
    }

    public static Signal.FromPeople call(byte[] body) {
        Fields fields = fields(body);
        var call = new Call(
                fields.word("outcome", Call.Outcome.class),
                fields.date("on"),
                fields.optionalText("who", 200),
                why(fields));
        return new Signal.Called(
                call, fields.optionalDate("until"), fields.optionalMoney("amount"), fields.optionalText("reason", 200));
    }

    /** What the debtor answered; the summary is the why. */
    public static Signal.FromPeople answer(byte[] body) {
        Fields fields = fields(body);
        return new Signal.Answered(new Answer(
                fields.word("channel", Answer.Channel.class),
                fields.date("on"),
                fields.text("summary", LONGEST_WHY),
                fields.optionalText("reference", LONGEST_EVIDENCE)));
    }

    public static Signal.FromPeople stop(byte[] body) {
        Fields fields = fields(body);
        String kind = fields.matching("kind", STOP, "bankruptcy or death");
        return new Signal.Stopped(
                kind.equals("death") ? Hold.Kind.DEATH : Hold.Kind.BANKRUPTCY,
                fields.date("on"),
                why(fields),
                fields.optionalDate("reviewOn"));
    }

    /**
     * A person takes the case over.
     *
     * @param asker who owns it when nobody else is named
     */
    public static Signal.FromPeople takeOver(byte[] body, String asker) {
        Fields fields = fields(body);
        String owner = fields.optionalLine("owner", Owner.LONGEST);
        return new Signal.TakenOver(owner == null ? asker : owner, fields.date("until"), why(fields));
    }

    /** Who looks after the case from now on; that nobody is named any more is said, and not left out. */
    public static Signal.FromPeople owner(byte[] body) {
        Fields fields = fields(body);
        fields.only(Set.of("owner", "why"));
        if (fields.raw("owner").isMissingNode()) {
            throw fields.refuse("owner", "is missing: name one, or null for whom the policy names");
        }
        return new Signal.OwnerNamed(fields.optionalLine("owner", Owner.LONGEST), why(fields));
    }

    public static Signal.FromPeople giveBack(byte[] body) {
        return new Signal.GivenBack(why(fields(body)));
    }

    /**
     * The case is to go to the agency now.
     *
     * @param by whoever says so
     */
    public static Signal.FromPeople handover(byte[] body, String by) {
        return new Signal.ToBeHandedOver(why(fields(body)), by);
    }

    /** Cases to hand over, each judged by itself. */
    public record Handovers(List<UUID> invoices, String why) {}

    public static Handovers handovers(byte[] body) {
        Fields fields = fields(body);
        List<UUID> invoices = List.copyOf(ids(fields, "invoiceIds", MOST_AT_ONCE, "an invoice's id"));
        if (invoices.isEmpty()) {
            throw fields.refuse("invoiceIds", "is missing or empty");
        }
        return new Handovers(invoices, why(fields));
    }

    public static Signal.FromPeople recall(byte[] body) {
        return new Signal.Recalled(why(fields(body)));
    }

    public static Signal.FromPeople dispute(byte[] body) {
        Fields fields = fields(body);
        return new Signal.Disputed(
                fields.text("reason", 200),
                why(fields),
                fields.optionalMoney("amount"),
                fields.optionalLine("owner", Owner.LONGEST));
    }

    public static Signal.FromPeople acknowledgement(byte[] body) {
        Fields fields = fields(body);
        boolean isWritten = Boolean.TRUE.equals(fields.optionalFlag("written"));
        return new Signal.Confirmed(
                isWritten ? Limitation.Cause.WRITTEN_ACKNOWLEDGEMENT : Limitation.Cause.ACKNOWLEDGEMENT,
                fields.date("on"),
                why(fields));
    }

    public static Signal.FromPeople judgment(byte[] body) {
        Fields fields = fields(body);
        return new Signal.Confirmed(Limitation.Cause.JUDGMENT, fields.date("on"), why(fields));
    }

    public static Signal.FromPeople resolution(byte[] body) {
        Fields fields = fields(body);
        String outcome = fields.matching("outcome", OUTCOME, "rejected or upheld");
        return new Signal.Resolved(outcome.equals("upheld"), why(fields));
    }

    public static Signal.FromPeople hold(byte[] body) {
        Fields fields = fields(body);
        return new Signal.Held(fields.date("until"), why(fields));
    }

    /** A hold of a whole debtor of a creditor. */
    public record DebtorHold(String creditorId, LocalDate until, String why) {}

    public static DebtorHold debtorHold(byte[] body) {
        Fields fields = fields(body);
        return new DebtorHold(fields.text("creditorId", 63), fields.date("until"), why(fields));
    }

    /** The end of a hold of a whole debtor of a creditor. */
    public record DebtorRelease(String creditorId, String why) {}

    public static DebtorRelease debtorRelease(byte[] body) {
        Fields fields = fields(body);
        return new DebtorRelease(fields.text("creditorId", 63), why(fields));
    }

    /** How much a debtor of a creditor may owe. */
    public record LimitWord(String creditorId, Money limit, String why) {}

    public static LimitWord creditLimit(byte[] body) {
        Fields fields = fields(body);
        fields.only(Set.of("creditorId", "limit", "why"));
        return new LimitWord(fields.text("creditorId", 63), fields.positiveMoney("limit"), why(fields));
    }

    /** A debtor of a creditor is a key account from now on. */
    public record KeyAccountWord(String creditorId, KeyAccount account, String why) {}

    public static KeyAccountWord keyAccount(byte[] body) {
        Fields fields = fields(body);
        fields.only(Set.of("creditorId", "manager", "formalSteps", "why"));
        return new KeyAccountWord(
                fields.text("creditorId", 63),
                new KeyAccount(fields.text("manager", 200), Boolean.TRUE.equals(fields.optionalFlag("formalSteps"))),
                why(fields));
    }

    /** What a source outside says of the credit of a debtor of a creditor. */
    public record CreditWord(String creditorId, CreditFact fact) {}

    public static CreditWord creditFact(byte[] body) {
        Fields fields = fields(body);
        fields.only(Set.of("creditorId", "kind", "value", "asOf", "source", "sourceId"));
        CreditFact.Kind kind = fields.word("kind", CreditFact.Kind.class);
        Integer value = fields.optionalNumber("value", 0, kind.hasValue() ? kind.most() : Integer.MAX_VALUE);
        if (kind.hasValue() && value == null) {
            throw fields.refuse("value", "is missing, and " + kind.word() + " has one");
        }
        if (!kind.hasValue() && value != null) {
            throw fields.refuse("value", "is not for " + kind.word() + ", which either is or is not: leave it out");
        }
        return new CreditWord(
                fields.text("creditorId", 63),
                new CreditFact(
                        kind,
                        value,
                        fields.date("asOf"),
                        fields.text("source", 100),
                        fields.optionalText("sourceId", 200)));
    }

    /** What is to be done with many cases, and with which. */
    public record Many(Store.Picked cases, Signal.FromPeople word) {}

    /** Many cases are to be held until a day. */
    public static Many holds(byte[] body) {
        Fields fields = fields(body);
        fields.only(Stream.concat(WHICH.stream(), Stream.of("until", "why")).collect(Collectors.toSet()));
        return new Many(picked(fields), new Signal.Held(fields.date("until"), why(fields)));
    }

    /** The holds of many cases are to end. */
    public static Many releases(byte[] body) {
        Fields fields = fields(body);
        fields.only(Stream.concat(WHICH.stream(), Stream.of("why")).collect(Collectors.toSet()));
        return new Many(picked(fields), new Signal.Released(why(fields)));
    }

    /** One by one, or by what they have in common; never all of a creditor by what was left out. */
    private static Store.Picked picked(Fields fields) {
        var picked = new Store.Picked(
                fields.text("creditorId", 63),
                ids(fields, "invoiceIds", Store.MOST_PICKED, "an invoice's id"),
                fields.optionalMatching("state", OPEN_STATE, "the state of an open case"),
                fields.optionalLine("owner", Owner.LONGEST),
                ids(fields, "debtorIds", Store.MOST_PICKED, "a debtor's id"));
        boolean isOneByOne = !picked.invoices().isEmpty();
        boolean isFiltered = picked.state() != null
                || picked.owner() != null
                || !picked.debtors().isEmpty();
        if (isOneByOne && isFiltered) {
            throw fields.refuse("invoiceIds", "names the cases already: leave it out, or state, owner and debtorIds");
        }
        if (!isOneByOne && !isFiltered) {
            throw fields.refuse(
                    "invoiceIds", "is missing or empty, and so are state, owner and debtorIds: which cases?");
        }
        return picked;
    }

    /** Each once, in the order in which they were named. */
    private static Set<UUID> ids(Fields fields, String name, int most, String expected) {
        return fields.texts(name, most, UUID_TEXT, expected).stream()
                .map(UUID::fromString)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    public static Signal.FromPeople release(byte[] body) {
        return new Signal.Released(why(fields(body)));
    }

    public static Signal.FromPeople writeOff(byte[] body) {
        return new Signal.WrittenOff(why(fields(body)));
    }

    /**
     * The step that waits may be taken.
     *
     * @param by whoever says so
     */
    public static Signal.FromPeople approval(byte[] body, String by) {
        return new Signal.Approved(why(fields(body)), by);
    }

    public static Signal.FromPeople policy(byte[] body) {
        Fields fields = fields(body);
        return new Signal.PolicyChosen(fields.text("name", 63), why(fields));
    }

    /**
     * A partner has done a step.
     *
     * @param partner who says so
     */
    public static Signal.StepDone stepDone(String step, byte[] body, String partner) {
        Fields fields = fields(body);
        fields.only(Set.of("policy", "on", "channel", "deadline", "fee"));
        return new Signal.StepDone(
                partner,
                fields.matching("policy", POLICY, "name and version of the policy, like partner-reminds/3"),
                step,
                fields.date("on"),
                fields.matching("channel", CHANNEL, "email, sms, letter or phone"),
                fields.optionalDate("deadline"),
                fields.optionalMoney("fee"));
    }

    private static Fallback fallback(Fields fields) {
        return fields.optionalText("fallback", 40) == null ? Fallback.RESUME : fields.word("fallback", Fallback.class);
    }

    private static String why(Fields fields) {
        return fields.text("why", LONGEST_WHY);
    }

    private static Fields fields(byte[] body) {
        try {
            JsonNode tree = JSON.readTree(body);
            if (tree == null || tree.isMissingNode()) {
                throw new Unreadable("", "the body is empty");
            }
            return Fields.of(tree);
        } catch (IOException _) {
            throw new Unreadable("", "the body is not JSON");
        }
    }
}
