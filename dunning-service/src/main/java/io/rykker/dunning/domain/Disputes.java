package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Disputes of the whole invoice, which stop everything, and of a part of it, which leave the rest to go on. */
final class Disputes {

    private Disputes() {}

    static Heard opened(Case c, Signal.Disputed disputed, Rules rules) {
        Money amount = disputed.amount();
        LocalDate today = rules.today();
        if (amount != null && (!isInCurrencyOf(c, amount) || !amount.isPositive())) {
            return Heard.refuse("the disputed amount must be a part of the invoice, in its currency");
        }
        Contest open = c.dealings().contest();
        boolean isWhole =
                amount == null || !c.principalLeft(LocalDate.MAX).minus(amount).isPositive();
        Hold hold = c.hold();
        Hold dispute = hold == null ? null : hold.dispute();
        if (dispute != null) {
            return dispute.reason().equals(disputed.reason())
                    ? Heard.known()
                    : Heard.refuse("a dispute is open already: " + dispute.reason());
        }
        if (!isWhole && amount != null) {
            return part(c, open, disputed, amount, rules);
        }
        List<Fact> facts = new ArrayList<>();
        if (open != null) {
            facts.add(new Fact.ContestEnded("the whole invoice is disputed"));
        }
        facts.addAll(Holds.held(c, whole(disputed, today).over(hold), "disputed"));
        facts.addAll(proofAsked(c, disputed.reason(), null, rules));
        return new Heard.Facts(facts);
    }

    private static Heard part(Case c, @Nullable Contest open, Signal.Disputed disputed, Money amount, Rules rules) {
        LocalDate today = rules.today();
        if (open != null) {
            return open.reason().equals(disputed.reason()) && open.amount().equals(amount)
                    ? Heard.known()
                    : Heard.refuse("a dispute of " + open.amount() + " is open already: " + open.reason());
        }
        LocalDate until = today.plusDays(DisputeReason.DAYS);
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.Contested(new Contest(amount, disputed.reason(), disputed.why(), today, until, false)));
        facts.addAll(Holds.calledBack(c, "disputed"));
        facts.addAll(proofAsked(c, disputed.reason(), amount, rules));
        return new Heard.Facts(facts);
    }

    /** Who says that nothing came, or not what was bought, is answered by the seller, who knows of the delivery. */
    private static List<Fact> proofAsked(Case c, String reason, @Nullable Money amount, Rules rules) {
        if (!DisputeReason.of(reason).isAboutDelivery()) {
            return List.of();
        }
        LocalDate by = rules.book().closings(c.issued().creditorCountry()).after(rules.today(), Proof.DAYS);
        LocalDate cameOn = Deliveries.provesAgainst(reason) && Deliveries.isKnown(c) ? rules.today() : null;
        return List.of(new Fact.ProofAsked(new Proof(reason, amount, rules.today(), by, cameOn, null)));
    }

    /** The dispute that is to be answered, also below a hold that interrupts it, or null. */
    static @Nullable Hold open(Case c) {
        Hold hold = c.hold();
        Hold dispute = hold == null ? null : hold.dispute();
        if (dispute != null) {
            return dispute.kind() == Hold.Kind.DISPUTE ? dispute : null;
        }
        Contest contest = c.dealings().contest();
        return contest == null || contest.upheld() ? null : contest.asHold();
    }

    /** The same file again is no more evidence. */
    static Heard evidence(Case c, Signal.EvidenceGiven given, Rules rules) {
        Hold dispute = open(c);
        if (dispute == null) {
            return Heard.refuse("no dispute is open, and evidence belongs to one");
        }
        List<Evidence> known = c.dealings().dossier().evidence().stream()
                .filter(one -> one.disputedOn().equals(dispute.from()))
                .toList();
        if (known.stream().anyMatch(one -> one.file().isSameAs(given.file()))) {
            return Heard.known();
        }
        if (known.size() >= Evidence.MOST) {
            return Heard.refuse("the dispute of " + dispute.from() + " has " + Evidence.MOST
                    + " files already, and no more are taken");
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.EvidenceAdded(
                new Evidence(given.file(), dispute.from(), rules.today(), given.by()), given.why()));
        Proof proof = c.dealings().dossier().proof();
        if (proof != null && proof.cameOn() == null && given.file().kind() == Evidence.Kind.PROOF_OF_DELIVERY) {
            facts.add(new Fact.ProofCame(given.file().id(), rules.today()));
        }
        return new Heard.Facts(facts);
    }

    private static Hold whole(Signal.Disputed disputed, LocalDate today) {
        return new Hold(
                Hold.Kind.DISPUTE,
                today,
                today.plusDays(DisputeReason.DAYS),
                Hold.Then.ASK_AGAIN,
                disputed.reason(),
                disputed.why(),
                null,
                null);
    }

    static Heard resolved(Case c, Signal.Resolved resolved, Rules rules) {
        Hold hold = c.hold();
        Contest contest = c.dealings().contest();
        if (hold != null && hold.isDispute()) {
            return resolved(c, hold, resolved, rules);
        }
        if (contest != null) {
            return resolved(c, contest, resolved, rules);
        }
        return Heard.refuse("no dispute is open");
    }

    /** A dispute that was right keeps the case held until the credit note or the cancellation comes. */
    private static Heard resolved(Case c, Hold hold, Signal.Resolved resolved, Rules rules) {
        if (!resolved.upheld()) {
            return new Heard.Facts(Holds.ended(hold, "rejected: " + resolved.why()));
        }
        if (hold.kind() == Hold.Kind.UPHELD) {
            return Heard.known();
        }
        List<Fact> facts = new ArrayList<>(chargesLost(c, hold.from(), hold.reason()));
        if (isCredited(c, hold.from())) {
            facts.addAll(Holds.ended(hold, "upheld and credited: " + resolved.why()));
            return new Heard.Facts(facts);
        }
        boolean goesOn = DisputeReason.of(hold.reason()) == DisputeReason.NOT_RECEIVED;
        facts.add(new Fact.HeldBack(new Hold(
                Hold.Kind.UPHELD,
                hold.from(),
                rules.today().plusDays(Holds.REVIEW_DAYS),
                goesOn ? Hold.Then.RESUME : Hold.Then.ASK_AGAIN,
                hold.reason(),
                resolved.why(),
                null,
                null,
                null,
                null,
                hold.before())));
        return new Heard.Facts(facts);
    }

    private static Heard resolved(Case c, Contest contest, Signal.Resolved resolved, Rules rules) {
        if (contest.upheld()) {
            return resolved.upheld()
                    ? Heard.known()
                    : Heard.refuse("the dispute was upheld; it ends with its credit note");
        }
        List<Fact> facts = new ArrayList<>();
        if (resolved.upheld()) {
            facts.addAll(chargesLost(c, contest.from(), contest.reason()));
            facts.add(
                    isCredited(c, contest.from())
                            ? new Fact.ContestEnded("upheld and credited: " + resolved.why())
                            : new Fact.Contested(
                                    contest.upheld(resolved.why(), rules.today().plusDays(Holds.REVIEW_DAYS))));
            return new Heard.Facts(facts);
        }
        facts.add(new Fact.ContestEnded("rejected: " + resolved.why()));
        Handover handover = c.openHandover();
        if (handover != null) {
            // it was handed over without this part; the whole of it goes again
            facts.add(new Fact.TakenBack(handover.caseId(), "replaced"));
        }
        return new Heard.Facts(facts);
    }

    /** What was charged while a dispute was open that proves right is lost; of an invoice that never came, everything. */
    private static List<Fact> chargesLost(Case c, LocalDate from, String reason) {
        boolean all = DisputeReason.of(reason) == DisputeReason.NOT_RECEIVED;
        List<Fact> facts = new ArrayList<>();
        for (Letter letter : c.letters()) {
            Letter.Sent sent = letter.sent();
            if (letter.isStep()
                    && letter.mayCharge()
                    && sent != null
                    && (all || !sent.on().isBefore(from))) {
                facts.add(new Fact.ChargesLost(letter.id(), "the dispute was right: " + reason));
            }
        }
        return facts;
    }

    static boolean isCredited(Case c, LocalDate from) {
        return c.account().credits().values().stream()
                .anyMatch(credit -> !credit.on().isBefore(from));
    }

    private static boolean isInCurrencyOf(Case c, Money amount) {
        return amount.currency().equals(c.issued().total().currency());
    }
}
