package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people did about a case, beside the hold that is in force: what is disputed of it, where dunning goes on, and what
 * became of agreements.
 *
 * @param detour where dunning goes on, when it does not follow the policy's order, or null
 * @param acknowledgedOn the last day on which the debtor acknowledged the debt, or null
 * @param askedOn the last day on which a person was asked to look at the case because nothing happened, or null
 * @param confirmations when the debtor or a court confirmed that the debt is owed, as it was recorded by people
 * @param reach how the debtor is reached
 * @param dossier what there is in writing about its disputes
 * @param owner who was named to look after it, or null when it belongs to whom its policy names
 */
public record Dealings(
        @Nullable Contest contest,
        @Nullable Detour detour,
        List<Call> calls,
        int promisesKept,
        int promisesBroken,
        int plansFinished,
        int plansBroken,
        int extensions,
        @Nullable LocalDate acknowledgedOn,
        @Nullable LocalDate askedOn,
        List<Limitation.Event> confirmations,
        Reach reach,
        Dossier dossier,
        @Nullable String owner) {

    static final Dealings NONE =
            new Dealings(null, null, List.of(), 0, 0, 0, 0, 0, null, null, List.of(), Reach.NONE, Dossier.NONE, null);

    /** What was stored before claims were confirmed, contacts found and disputes had evidence, has none. */
    public Dealings {
        confirmations = confirmations == null ? List.of() : confirmations;
        reach = reach == null ? Reach.NONE : reach;
        dossier = dossier == null ? Dossier.NONE : dossier;
    }

    /** Attempts in vain since the debtor was last spoken to. */
    public int unansweredCalls() {
        int unanswered = 0;
        for (Call call : calls) {
            unanswered = call.outcome() == Call.Outcome.NO_ANSWER ? unanswered + 1 : 0;
        }
        return unanswered;
    }

    Dealings contest(@Nullable Contest next) {
        return new Dealings(
                next,
                detour,
                calls,
                promisesKept,
                promisesBroken,
                plansFinished,
                plansBroken,
                extensions,
                acknowledgedOn,
                askedOn,
                confirmations,
                reach,
                dossier,
                owner);
    }

    Dealings detour(@Nullable Detour next) {
        return new Dealings(
                contest,
                next,
                calls,
                promisesKept,
                promisesBroken,
                plansFinished,
                plansBroken,
                extensions,
                acknowledgedOn,
                askedOn,
                confirmations,
                reach,
                dossier,
                owner);
    }

    Dealings called(Call call) {
        List<Call> more = new ArrayList<>(calls);
        more.add(call);
        return new Dealings(
                contest,
                detour,
                List.copyOf(more),
                promisesKept,
                promisesBroken,
                plansFinished,
                plansBroken,
                extensions,
                acknowledgedOn,
                askedOn,
                confirmations,
                reach,
                dossier,
                owner);
    }

    Dealings extended() {
        return counted(promisesKept, promisesBroken, plansFinished, plansBroken, extensions + 1);
    }

    Dealings ended(Hold.Kind kind, String outcome) {
        boolean isPromise = kind == Hold.Kind.PROMISE || kind == Hold.Kind.EXTENSION;
        boolean isPlan = kind == Hold.Kind.PLAN;
        boolean isKept = outcome.equals(Agreements.KEPT);
        boolean isBroken = outcome.startsWith(Agreements.BROKEN);
        return counted(
                promisesKept + (isPromise && isKept ? 1 : 0),
                promisesBroken + (isPromise && isBroken ? 1 : 0),
                plansFinished + (isPlan && isKept ? 1 : 0),
                plansBroken + (isPlan && isBroken ? 1 : 0),
                extensions);
    }

    Dealings acknowledged(LocalDate on) {
        LocalDate last = acknowledgedOn == null || on.isAfter(acknowledgedOn) ? on : acknowledgedOn;
        return new Dealings(
                contest,
                detour,
                calls,
                promisesKept,
                promisesBroken,
                plansFinished,
                plansBroken,
                extensions,
                last,
                askedOn,
                confirmations,
                reach,
                dossier,
                owner);
    }

    Dealings confirmed(Limitation.Event event) {
        List<Limitation.Event> more = new ArrayList<>(confirmations);
        more.add(event);
        return new Dealings(
                contest,
                detour,
                calls,
                promisesKept,
                promisesBroken,
                plansFinished,
                plansBroken,
                extensions,
                acknowledgedOn,
                askedOn,
                List.copyOf(more),
                reach,
                dossier,
                owner);
    }

    Dealings asked(LocalDate on) {
        return new Dealings(
                contest,
                detour,
                calls,
                promisesKept,
                promisesBroken,
                plansFinished,
                plansBroken,
                extensions,
                acknowledgedOn,
                on,
                confirmations,
                reach,
                dossier,
                owner);
    }

    Dealings found(int version, LocalDate on) {
        return reached(reach.found(version, on));
    }

    Dealings answered(Answer answer) {
        return reached(reach.answered(answer));
    }

    private Dealings reached(Reach next) {
        return new Dealings(
                contest,
                detour,
                calls,
                promisesKept,
                promisesBroken,
                plansFinished,
                plansBroken,
                extensions,
                acknowledgedOn,
                askedOn,
                confirmations,
                next,
                dossier,
                owner);
    }

    Dealings dossier(Dossier next) {
        return new Dealings(
                contest,
                detour,
                calls,
                promisesKept,
                promisesBroken,
                plansFinished,
                plansBroken,
                extensions,
                acknowledgedOn,
                askedOn,
                confirmations,
                reach,
                next,
                owner);
    }

    Dealings owned(@Nullable String next) {
        return new Dealings(
                contest,
                detour,
                calls,
                promisesKept,
                promisesBroken,
                plansFinished,
                plansBroken,
                extensions,
                acknowledgedOn,
                askedOn,
                confirmations,
                reach,
                dossier,
                next);
    }

    private Dealings counted(int kept, int broken, int finished, int plansBroken, int extensions) {
        return new Dealings(
                contest,
                detour,
                calls,
                kept,
                broken,
                finished,
                plansBroken,
                extensions,
                acknowledgedOn,
                askedOn,
                confirmations,
                reach,
                dossier,
                owner);
    }
}
