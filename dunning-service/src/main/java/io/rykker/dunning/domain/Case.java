package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The case of one invoice as its journal tells it. It exists as soon as anything is heard of the invoice, also before
 * the invoice itself is known.
 *
 * @param hold why nothing is sent; kept, and overruled, while the claim is settled
 * @param settled how the claim was settled (paid, credited, cancelled, written-off, sold), or null while it is owed
 * @param course how it walks its policy
 * @param dealings what people agreed, disputed and said
 * @param missing the row of law or the policy without which the next step cannot be judged, or null
 */
public record Case(
        UUID invoiceId,
        @Nullable String creditorId,
        @Nullable Receivable receivable,
        Account account,
        List<Letter> letters,
        @Nullable Hold hold,
        List<Handover> handovers,
        boolean fellDue,
        @Nullable String settled,
        @Nullable String missing,
        Course course,
        Dealings dealings) {

    /** What was stored before a case had a course or dealings has none. */
    public Case {
        course = course == null ? Course.START : course;
        dealings = dealings == null ? Dealings.NONE : dealings;
    }

    /** A case of which nothing is known. */
    public static Case of(UUID invoiceId) {
        return new Case(
                invoiceId,
                null,
                null,
                Account.EMPTY,
                List.of(),
                null,
                List.of(),
                false,
                null,
                null,
                Course.START,
                Dealings.NONE);
    }

    /** The case after one more fact. */
    public Case with(Fact fact) {
        return switch (fact) {
            case Fact.InvoiceTaken(var creditor, var taken) -> taken(creditor, taken);
            case Fact.InvoiceDelivered(var delivery) ->
                dealings(dealings.dossier(dealings.dossier().with(delivery)));
            case Fact.InvoiceWithdrawn(var cancellation) -> account(account.cancelled(cancellation));
            case Fact.CreditCounted(var id, var credit) -> account(account.credited(id, credit));
            case Fact.PaymentCounted(var id, var payment) -> account(account.paid(id, payment));
            case Fact.PaymentTakenBack(var id, var reversal) -> account(account.reversed(id, reversal));
            case Fact.LineCharged(var line) -> account(account.charged(line));
            case Fact.FellDue _ -> state(hold, true, settled, missing);
            case Fact.ReminderAsked(var letter) ->
                letters(and(letters, letter))
                        .state(hold, fellDue, settled, letter.isStep() ? null : missing)
                        .course(letter.isStep() ? course.answered() : course);
            case Fact.ReminderCalledOff(var id, var reason) -> letter(id, letter -> letter.calledOff(reason));
            case Fact.ReminderWentOut(var id, var sending) ->
                letter(id, letter -> letter.wentOut(sending)).walked(id).printed(id, sending);
            case Fact.ReminderArrived(var id, var channel) -> letter(id, letter -> letter.arrived(channel));
            case Fact.ReminderFailed(var id, var _, var reason) -> letter(id, letter -> letter.failed(reason));
            case Fact.ContactFound(var version, var on, var _) -> dealings(dealings.found(version, on));
            case Fact.HeldBack(var back) ->
                state(back, fellDue, settled, missing).course(course(back)).proven(back.kind() == Hold.Kind.UPHELD);
            case Fact.HoldEnded(var kind, var outcome) ->
                state(null, fellDue, settled, missing)
                        .course(outcome.startsWith(Agreements.BROKEN) ? course.broke() : course)
                        .dealings(dealings.ended(kind, outcome))
                        .proven(kind == Hold.Kind.DISPUTE)
                        .waiving(kind == Hold.Kind.DELIVERY && outcome.startsWith(Holds.RELEASED));
            case Fact.ExtensionGranted _ -> dealings(dealings.extended());
            case Fact.InstalmentLate(var number, var until) -> late(number, until);
            case Fact.PlanAccepted(var acceptance) ->
                state(hold == null ? null : hold.accepted(acceptance), fellDue, settled, missing)
                        .course(course.reacted(acceptance.on()));
            case Fact.DebtAcknowledged(var on, var _) -> dealings(dealings.acknowledged(on));
            case Fact.ClaimConfirmed(var event, var _) -> dealings(dealings.confirmed(event));
            case Fact.Contested(var contest) ->
                dealings(dealings.contest(contest))
                        .course(course.reacted(contest.from()))
                        .proven(contest.upheld());
            case Fact.ContestEnded _ -> dealings(dealings.contest(null)).proven(true);
            case Fact.EvidenceAdded(var evidence, var _) ->
                dealings(dealings.dossier(dealings.dossier().with(evidence)));
            case Fact.ProofAsked(var proof) ->
                dealings(dealings.dossier(dealings.dossier().proof(proof)));
            case Fact.ProofCame(var _, var on) -> proof(proof -> proof.came(on));
            case Fact.ProofMissed(var on) -> proof(proof -> proof.missed(on));
            case Fact.ChargesLost(var id, var reason) -> letter(id, letter -> letter.calledOff(reason));
            case Fact.DebtorAnswered(var answer) ->
                dealings(dealings.answered(answer)).course(course.reacted(answer.on()));
            case Fact.CallMade(var call) -> dealings(dealings.called(call));
            case Fact.DetourSet(var detour, var _) -> dealings(dealings.detour(detour));
            case Fact.Asked(var on, var _) -> dealings(dealings.asked(on));
            case Fact.GivenUp(var writeOff) -> account(account.writtenOff(writeOff));
            case Fact.HandedOver(var handover, var _) ->
                handovers(and(handovers, handover))
                        .state(hold, fellDue, settled, null)
                        .course(course.answered())
                        .dealings(dealings.detour(null));
            case Fact.TakenBack(var id, var reason) -> handover(id, handover -> handover.over("recalled: " + reason));
            case Fact.AgencySpoke(var id, var _, var word, var over) ->
                handover(id, handover -> heard(handover, word, over));
            case Fact.ClaimSettled(var how) -> state(hold, fellDue, how, null);
            case Fact.ClaimReopened _ -> state(hold, fellDue, null, missing);
            case Fact.Waiting(var what) -> state(hold, fellDue, settled, what);
            case Fact.SegmentFound(var segment) -> course(course.in(segment));
            case Fact.ApprovalAsked(var index, var step, var on, var manager) ->
                course(course.asked(index, step, on, manager));
            case Fact.ApprovalGiven _ -> course(course.approved());
            case Fact.StepObserved(var letter) -> letters(and(letters, letter)).state(hold, fellDue, settled, null);
            case Fact.SignOfLife(var on) -> course(course.alive(on));
            case Fact.FellSilent(var since) -> course(course.silent(since));
            case Fact.EscalationLate(var limit) -> course(course.late(limit));
            case Fact.LimitationNear(var on, var _) -> course(course.told(on));
            case Fact.ClaimAssigned(var assignment) -> account(account.assigned(assignment));
            case Fact.ClaimReturned(var assignment) -> account(account.assigned(assignment));
            case Fact.PartnerRefused(var refusal) -> course(course.refused(refusal));
            case Fact.OwnerNamed(var owner, var _) -> dealings(dealings.owned(owner));
            case Fact.PolicyMoved(var policy, var version, var at, var _) -> moved(policy, version, at);
        };
    }

    public Case withAll(List<Fact> facts) {
        Case next = this;
        for (Fact fact : facts) {
            next = next.with(fact);
        }
        return next;
    }

    public Standing standing() {
        return Standing.of(this);
    }

    /**
     * The first day after a day on which a letter went out, also one that a policy only observes, somebody called, or the
     * case was handed over; null when there is none.
     */
    public @Nullable LocalDate reachedAfter(LocalDate day) {
        Stream<LocalDate> written = letters.stream()
                .map(Letter::sent)
                .filter(Objects::nonNull)
                .map(sent -> Objects.requireNonNull(sent).on());
        Stream<LocalDate> others = Stream.concat(
                dealings.calls().stream().map(Call::on), handovers.stream().map(Handover::on));
        return Stream.concat(written, others)
                .filter(on -> on.isAfter(day))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** What is owed; below zero it is an overpayment. Needs the invoice to be known. */
    public Money balance() {
        return account.balance(issued().total());
    }

    /** The invoice, which must be known. */
    public Receivable issued() {
        if (receivable == null) {
            throw new IllegalStateException("the invoice of case " + invoiceId + " is not known yet");
        }
        return receivable;
    }

    /** What of the balance is disputed in part, and neither asked for nor handed over until that is answered. */
    public Money disputed() {
        Contest contest = dealings.contest();
        Money none = Money.zero(issued().total().currency());
        return contest == null ? none : contest.amount().atMost(balance().atLeastZero());
    }

    /** Nothing of the invoice is left but what is disputed of it. */
    boolean isAllContested() {
        Contest contest = dealings.contest();
        return contest != null
                && !principalLeft(LocalDate.MAX).minus(contest.amount()).isPositive();
    }

    /** What is owed and may be asked for. */
    public Money uncontested() {
        return balance().minus(disputed());
    }

    /** Payments and credits together. */
    Money cameIn() {
        Money total = issued().total();
        return account.paid(total).plus(account.credited(total));
    }

    @Nullable
    Letter pendingLetter() {
        return letters.stream().filter(Letter::isPending).findFirst().orElse(null);
    }

    public Optional<Letter> letter(UUID id) {
        return letters.stream().filter(letter -> letter.id().equals(id)).findFirst();
    }

    /** The steps of the policy that were walked: each was sent and stands. */
    public int stepsWalked() {
        return letters.stream()
                .filter(letter -> letter.isStep() && letter.stands())
                .mapToInt(letter -> letter.index() + 1)
                .max()
                .orElse(0);
    }

    /** The standing letter of the last step that was walked. */
    @Nullable
    Letter lastLetter() {
        return letters.stream()
                .filter(letter -> letter.isStep() && letter.stands())
                .max(Comparator.comparingInt(Letter::index).thenComparing(Letter::sentOn))
                .orElse(null);
    }

    @Nullable
    Letter standingNotice() {
        return letters.stream()
                .filter(letter -> letter.stands() && !letter.isObserved())
                .filter(letter -> letter.kind() == StepKind.COLLECTION_NOTICE)
                .reduce((first, second) -> second)
                .orElse(null);
    }

    /** How many letters of a kind were really sent and stand. */
    long lettersThatStand(StepKind kind) {
        return letters.stream()
                .filter(letter -> letter.isStep() && letter.kind() == kind)
                .filter(letter -> letter.stands() && !letter.isObserved())
                .count();
    }

    /** The collection notice was sent, or would have been by a policy that only observes. */
    boolean isNoticed() {
        return letters.stream().anyMatch(letter -> letter.stands() && letter.kind() == StepKind.COLLECTION_NOTICE);
    }

    public @Nullable Handover openHandover() {
        return handovers.stream().filter(Handover::isOpen).findFirst().orElse(null);
    }

    /** What of the invoice itself is left after credits and what had been paid by the end of a day. */
    Money principalLeft(LocalDate day) {
        Money total = issued().total();
        return account.cancelled() != null
                ? Money.zero(total.currency())
                : total.minus(account.credited(total)).minus(account.paidBy(day, total));
    }

    private Case taken(String creditor, Receivable taken) {
        return new Case(
                invoiceId, creditor, taken, account, letters, hold, handovers, fellDue, settled, missing, course,
                dealings);
    }

    private Course course(Hold back) {
        return back.isWordOfDebtor() ? course.reacted(back.from()) : course;
    }

    private Case course(Course next) {
        return new Case(
                invoiceId,
                creditorId,
                receivable,
                account,
                letters,
                hold,
                handovers,
                fellDue,
                settled,
                missing,
                next,
                dealings);
    }

    /** The letters keep their order, and the last one that was really sent comes right before the place to go on at. */
    private Case moved(String policy, int version, int goesOnAt) {
        int walked = letters.stream()
                .filter(letter -> letter.isStep() && letter.stands() && !letter.isObserved())
                .mapToInt(letter -> letter.index() + 1)
                .max()
                .orElse(0);
        List<Letter> moved = letters.stream()
                .map(letter -> letter.at(Math.min(letter.index(), walked - 1) - walked + goesOnAt))
                .toList();
        Receivable walking = issued().walking(policy, version);
        return new Case(
                invoiceId,
                creditorId,
                walking,
                account,
                moved,
                hold,
                handovers,
                fellDue,
                settled,
                missing,
                course.answered().late(null),
                dealings);
    }

    private Case account(Account next) {
        return new Case(
                invoiceId,
                creditorId,
                receivable,
                next,
                letters,
                hold,
                handovers,
                fellDue,
                settled,
                missing,
                course,
                dealings);
    }

    private Case letters(List<Letter> next) {
        return new Case(
                invoiceId,
                creditorId,
                receivable,
                account,
                next,
                hold,
                handovers,
                fellDue,
                settled,
                missing,
                course,
                dealings);
    }

    private Case handovers(List<Handover> next) {
        return new Case(
                invoiceId,
                creditorId,
                receivable,
                account,
                letters,
                hold,
                next,
                fellDue,
                settled,
                missing,
                course,
                dealings);
    }

    private Case state(@Nullable Hold hold, boolean fellDue, @Nullable String settled, @Nullable String missing) {
        return new Case(
                invoiceId,
                creditorId,
                receivable,
                account,
                letters,
                hold,
                handovers,
                fellDue,
                settled,
                missing,
                course,
                dealings);
    }

    private Case dealings(Dealings next) {
        return new Case(
                invoiceId,
                creditorId,
                receivable,
                account,
                letters,
                hold,
                handovers,
                fellDue,
                settled,
                missing,
                course,
                next);
    }

    /** A detour ends with the letter that it was to lead to. */
    private Case walked(UUID id) {
        Detour detour = dealings.detour();
        boolean isWalked = detour != null
                && letter(id)
                        .filter(letter -> letter.isStep() && detour.isWalkedBy(letter.kind()))
                        .isPresent();
        return isWalked ? dealings(dealings.detour(null)) : this;
    }

    /** A proposal is open until the day that its letter has, which is later when it went out late. */
    private Case printed(UUID id, Letter.Sent sending) {
        boolean isProposal = letter(id)
                .filter(letter -> letter.kind() == StepKind.PLAN_PROPOSAL)
                .isPresent();
        return hold == null || !isProposal ? this : state(hold.printed(sending.deadline()), fellDue, settled, missing);
    }

    /** The dispute is answered: no proof is asked for any more. */
    private Case proven(boolean isAnswered) {
        return isAnswered && dealings.dossier().proof() != null
                ? dealings(dealings.dossier(dealings.dossier().proof(null)))
                : this;
    }

    private Case waiving(boolean isWaived) {
        return isWaived ? dealings(dealings.dossier(dealings.dossier().waiving())) : this;
    }

    private Case proof(UnaryOperator<Proof> change) {
        Proof proof = dealings.dossier().proof();
        return proof == null
                ? this
                : dealings(dealings.dossier(dealings.dossier().proof(change.apply(proof))));
    }

    private Case late(int number, LocalDate until) {
        Plan plan = hold == null ? null : hold.plan();
        return hold == null || plan == null
                ? this
                : state(hold.planned(plan.late(number, until)), fellDue, settled, missing);
    }

    private Case letter(UUID id, UnaryOperator<Letter> change) {
        return letters(letters.stream()
                .map(letter -> letter.id().equals(id) ? change.apply(letter) : letter)
                .toList());
    }

    private Case handover(UUID id, UnaryOperator<Handover> change) {
        return handovers(handovers.stream()
                .map(handover -> handover.caseId().equals(id) ? change.apply(handover) : handover)
                .toList());
    }

    private static Handover heard(Handover handover, String word, @Nullable String over) {
        Handover heard = handover.said(word);
        return over == null || !heard.isOpen() ? heard : heard.over(over);
    }

    private static <T> List<T> and(List<T> list, T more) {
        List<T> next = new ArrayList<>(list.size() + 1);
        next.addAll(list);
        next.add(more);
        return List.copyOf(next);
    }
}
