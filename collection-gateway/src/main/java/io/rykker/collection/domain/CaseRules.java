package io.rykker.collection.domain;

import io.rykker.collection.domain.Decision.Move;
import io.rykker.collection.domain.Decision.Refuse;
import io.rykker.collection.domain.Decision.Stay;
import io.rykker.collection.domain.Signal.Accept;
import io.rykker.collection.domain.Signal.Close;
import io.rykker.collection.domain.Signal.Delivered;
import io.rykker.collection.domain.Signal.Money;
import io.rykker.collection.domain.Signal.Planned;
import io.rykker.collection.domain.Signal.Progress;
import io.rykker.collection.domain.Signal.Recall;
import io.rykker.collection.domain.Signal.Reject;

/**
 * The whole transition table. An agency's word is taken as soon as the handover is on its way: it may answer before its
 * own server has confirmed the call. Money is taken whenever it comes.
 */
public final class CaseRules {

    private CaseRules() {}

    public static Decision decide(Standing standing, Signal signal) {
        return switch (signal) {
            case Planned _ -> onPlanned(standing);
            case Delivered _ -> onDelivered(standing);
            case Recall(var mayBeThere) -> onRecall(standing, mayBeThere);
            case Accept _ -> onAccept(standing);
            case Reject _ -> onReject(standing);
            case Progress _ -> onProgress(standing);
            case Close _ -> onClose(standing);
            case Money _ -> onMoney(standing);
        };
    }

    private static Decision onPlanned(Standing standing) {
        return switch (standing) {
            case NEW -> new Move(Standing.HANDING_OVER, false);
            case HANDING_OVER, HANDED_OVER, ACCEPTED, REJECTED, CLOSED, RECALLED -> new Stay();
        };
    }

    private static Decision onDelivered(Standing standing) {
        return switch (standing) {
            case HANDING_OVER -> new Move(Standing.HANDED_OVER, false);
            case NEW, HANDED_OVER, ACCEPTED, REJECTED, CLOSED, RECALLED -> new Stay();
        };
    }

    private static Decision onRecall(Standing standing, boolean mayBeThere) {
        return switch (standing) {
            case NEW -> new Move(Standing.RECALLED, false);
            case HANDING_OVER -> new Move(Standing.RECALLED, mayBeThere);
            case HANDED_OVER, ACCEPTED -> new Move(Standing.RECALLED, true);
            case REJECTED, CLOSED, RECALLED -> new Stay();
        };
    }

    private static Decision onAccept(Standing standing) {
        return switch (standing) {
            case HANDING_OVER, HANDED_OVER -> new Move(Standing.ACCEPTED, false);
            case ACCEPTED -> new Stay();
            case NEW -> notThere();
            case REJECTED -> new Refuse("you have rejected this case");
            case CLOSED -> new Refuse("you have closed this case");
            case RECALLED -> recalled();
        };
    }

    private static Decision onReject(Standing standing) {
        return switch (standing) {
            case HANDING_OVER, HANDED_OVER -> new Move(Standing.REJECTED, false);
            case REJECTED -> new Stay();
            case NEW -> notThere();
            case ACCEPTED -> new Refuse("you have accepted this case; close it instead");
            case CLOSED -> new Refuse("you have closed this case");
            case RECALLED -> recalled();
        };
    }

    private static Decision onProgress(Standing standing) {
        return switch (standing) {
            case HANDING_OVER, HANDED_OVER, ACCEPTED -> new Stay();
            case NEW -> notThere();
            case REJECTED -> new Refuse("you have rejected this case");
            case CLOSED -> new Refuse("you have closed this case");
            case RECALLED -> recalled();
        };
    }

    private static Decision onClose(Standing standing) {
        return switch (standing) {
            case HANDING_OVER, HANDED_OVER, ACCEPTED, RECALLED -> new Move(Standing.CLOSED, false);
            case CLOSED -> new Stay();
            case NEW -> notThere();
            case REJECTED -> new Refuse("you have rejected this case");
        };
    }

    private static Decision onMoney(Standing standing) {
        return switch (standing) {
            case HANDING_OVER, HANDED_OVER, ACCEPTED, REJECTED, CLOSED, RECALLED -> new Stay();
            case NEW -> notThere();
        };
    }

    private static Decision notThere() {
        return new Refuse("this case has not been handed over");
    }

    private static Decision recalled() {
        return new Refuse("the creditor has recalled this case");
    }
}
