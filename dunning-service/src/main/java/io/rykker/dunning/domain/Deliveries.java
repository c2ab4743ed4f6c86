package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The evidence that the original invoice reached the debtor. Where none is known a person is told before anything formal
 * is done; only a policy that says so waits for it.
 */
public final class Deliveries {

    /** As many as are kept where invoices are taken in; a case is read whole. */
    static final int MOST = 10;

    private Deliveries() {}

    static Heard heard(Case c, Delivery delivery, LocalDate today) {
        List<Delivery> known = c.dealings().dossier().deliveries();
        if (known.contains(delivery)) {
            return Heard.known();
        }
        return known.size() >= MOST
                ? Heard.refuse("of this invoice " + MOST + " deliveries are known already, and no more are kept")
                : new Heard.Facts(told(c, delivery, today));
    }

    /** It proves the delivery also in a dispute that is about nothing else. */
    static List<Fact> told(Case c, Delivery delivery, LocalDate today) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.InvoiceDelivered(delivery));
        Proof proof = c.dealings().dossier().proof();
        if (proof != null && proof.cameOn() == null && provesAgainst(proof.reason())) {
            facts.add(new Fact.ProofCame(null, today));
        }
        return facts;
    }

    /** Who says that the invoice never came is shown its receipt; of the goods it says nothing. */
    static boolean provesAgainst(String reason) {
        return DisputeReason.of(reason) == DisputeReason.NOT_RECEIVED;
    }

    static boolean isKnown(Case c) {
        return !c.dealings().dossier().deliveries().isEmpty();
    }

    /** Formal steps are ahead, and nothing shows that the invoice came, nor has a person let them come all the same. */
    static boolean isMissing(Case c) {
        return c.receivable() != null
                && c.settled() == null
                && c.fellDue()
                && c.openHandover() == null
                && !isKnown(c)
                && !c.dealings().dossier().waived();
    }

    /** What is missing and what to do, when it is missing. */
    public static Optional<String> missing(Case c) {
        return isMissing(c)
                ? Optional.of("no evidence is known that the invoice was delivered, and formal steps are to come:"
                        + " tell how and when it was")
                : Optional.empty();
    }

    /** The policy takes the step only with evidence, and there is none. What is only observed waits for nothing. */
    static boolean areWaitedFor(Case c, Step step, Policy policy) {
        return policy.terms().formalNeedsDeliveryEvidence()
                && policy.mode() != Policy.Mode.OBSERVE
                && !step.kind().isContact()
                && isMissing(c);
    }

    /** A person is asked for the evidence, now and again; it ends by itself when the evidence comes. */
    static Hold wait(Case c, Step step, LocalDate today) {
        return new Hold(
                Hold.Kind.DELIVERY,
                today,
                today.plusDays(Holds.REVIEW_DAYS),
                Hold.Then.ASK_AGAIN,
                "no evidence of delivery",
                "policy " + c.issued().policyName() + " takes " + step.name()
                        + " only with evidence that the invoice was delivered",
                null,
                null);
    }

    /** What a person has to do while the case waits for evidence, or has it at hand in a dispute of nothing else. */
    public static Optional<String> task(Hold hold, Case c) {
        if (hold.kind() == Hold.Kind.DELIVERY) {
            return Optional.of("tell how and when the invoice was delivered, or release the case to go on without it");
        }
        return shown(hold.kind() == Hold.Kind.DISPUTE ? hold.reason() : "", c)
                .map(words -> words + ": show that to the debtor and reject the dispute; or "
                        + DisputeReason.NOT_RECEIVED.task());
    }

    /** The first delivery in plain words, when it is what a dispute is about. */
    static Optional<String> shown(String disputed, Case c) {
        return provesAgainst(disputed)
                ? c.dealings().dossier().deliveries().stream()
                        .findFirst()
                        .map(delivery -> "the invoice was " + delivery.words())
                : Optional.empty();
    }
}
