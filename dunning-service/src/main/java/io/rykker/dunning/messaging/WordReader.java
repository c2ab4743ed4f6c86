package io.rykker.dunning.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rykker.dunning.domain.Signal;
import java.io.IOException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** Reads what a person sends over HTTP; every decision of a person says why. */
public final class WordReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern OUTCOME = Pattern.compile("rejected|upheld");
    private static final int LONGEST_WHY = 2000;

    private WordReader() {}

    public static Signal.FromPeople promise(byte[] body) {
        Fields fields = fields(body);
        return new Signal.Promised(fields.date("until"), fields.optionalMoney("amount"), why(fields));
    }

    public static Signal.FromPeople dispute(byte[] body) {
        Fields fields = fields(body);
        return new Signal.Disputed(fields.text("reason", 200), why(fields));
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

    public static Signal.FromPeople release(byte[] body) {
        return new Signal.Released(why(fields(body)));
    }

    public static Signal.FromPeople writeOff(byte[] body) {
        return new Signal.WrittenOff(why(fields(body)));
    }

    public static Signal.FromPeople approval(byte[] body) {
        return new Signal.Approved(why(fields(body)));
    }

    public static Signal.FromPeople policy(byte[] body) {
        Fields fields = fields(body);
        return new Signal.PolicyChosen(fields.text("name", 63), why(fields));
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
