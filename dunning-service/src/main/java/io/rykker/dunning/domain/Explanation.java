package io.rykker.dunning.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a case stands where it stands, why the last thing was done, and what comes next and why on that day. What was
 * decided is not remembered but decided again, on the journal as it was then.
 *
 * @param owner who looks after it
 * @param standing why it stands where it stands
 * @param last why the last step was taken, empty when none was
 * @param next what comes next and why not now
 * @param nextOn the day on which it is looked at again, or null when nothing is waited for
 */
public record Explanation(
        String state,
        String owner,
        List<Reason> standing,
        List<Reason> last,
        List<Reason> next,
        @Nullable LocalDate nextOn) {

    /** A fact and the day on which it was heard. */
    public record Happened(LocalDate on, Fact fact) {}

    /**
     * One reason.
     *
     * @param rule what kind of rule it is: policy, law, calendar, bank, hold, approval, missing, evidence, account or
     *     agency
     * @param paragraph of the law
     * @param source where that was read
     * @param policyStep the policy and its step
     * @param fact the fact of the journal, in plain words
     * @param on the day that the reason is about
     */
    public record Reason(
            String rule,
            @Nullable String paragraph,
            @Nullable String source,
            @Nullable String policyStep,
            @Nullable String fact,
            @Nullable LocalDate on,
            String text) {

        static Reason of(String rule, @Nullable LocalDate on, String text) {
            return new Reason(rule, null, null, null, null, on, text);
        }

        static Reason of(LawRow row, @Nullable LocalDate on, String text) {
            return new Reason("law", row.paragraph(), row.source(), null, null, on, text + ", " + row.paragraph());
        }

        Reason step(String name) {
            return new Reason(rule, paragraph, source, name, fact, on, text);
        }

        Reason fact(Fact happened) {
            return new Reason(
                    rule, paragraph, source, policyStep, Telling.of(happened).what(), on, text);
        }
    }

    public static Explanation of(Case c, List<Happened> journal, Rules rules) {
        Ahead ahead = Ahead.of(c, rules);
        Explainer explainer = new Explainer(c, journal, rules);
        return new Explanation(
                c.standing().word(),
                Owner.of(c, rules.book()),
                explainer.standing(),
                explainer.last(),
                explainer.next(),
                ahead == null ? null : ahead.on());
    }

    private record Explainer(Case c, List<Happened> journal, Rules rules) {

        List<Reason> standing() {
            return switch (c.standing()) {
                case Standing.Unknown _ ->
                    List.of(Reason.of(
                            "account", null, "money or credits came before the invoice, which is not known yet"));
                case Standing.NotDue(var dueOn) -> List.of(due(dueOn));
                case Standing.Overdue _ ->
                    List.of(due(c.issued().dueOn()), since(Fact.FellDue.class, "account", "it passed unpaid"));
                case Standing.NoticeRunning(var deadline) ->
                    List.of(since(
                            Fact.ReminderWentOut.class,
                            "policy",
                            "the collection notice was sent; its deadline is " + deadline));
                case Standing.OnHold(var hold)
                when hold.kind() == Hold.Kind.FACTORED ->
                    List.of(since(Fact.ClaimAssigned.class, "hold", hold.reason() + " (" + hold.why() + ")"));
                case Standing.OnHold(var hold) ->
                    List.of(since(
                            Fact.HeldBack.class,
                            "hold",
                            "held since " + hold.from() + " until " + hold.until() + ", "
                                    + hold.kind().word() + ": " + hold.reason() + " (" + hold.why() + ")"));
                case Standing.Escalated(var handover) ->
                    List.of(since(Fact.HandedOver.class, "agency", "the agency has it as case " + handover.caseId()));
                case Standing.Settled(var how) ->
                    List.of(since(Fact.ClaimSettled.class, "account", "nothing is owed any more: " + how));
            };
        }

        private Reason due(LocalDate dueOn) {
            LocalDate rolled = Ahead.due(c, rules.book());
            return rolled.equals(dueOn)
                    ? Reason.of("account", dueOn, "the invoice falls due on " + dueOn)
                    : Reason.of(
                            "calendar",
                            rolled,
                            "the invoice falls due on " + dueOn + ", " + closing(dueOn) + ", moved to " + rolled);
        }

        private String closing(LocalDate day) {
            return Quiet.NEVER
                    .on(day, rules.book().closings(c.issued().debtorCountry()))
                    .orElse("an open day");
        }

        private Reason since(Class<? extends Fact> kind, String rule, String text) {
            Optional<Happened> last =
                    journal.stream().filter(one -> kind.isInstance(one.fact())).reduce((first, second) -> second);
            Reason reason = Reason.of(rule, last.map(Happened::on).orElse(null), text);
            return last.map(one -> reason.fact(one.fact())).orElse(reason);
        }

        /** The last step, decided once more on what was known before it. */
        List<Reason> last() {
            int at = -1;
            for (int i = 0; i < journal.size(); i++) {
                Fact fact = journal.get(i).fact();
                if ((fact instanceof Fact.ReminderAsked(var asked) && asked.isStep())
                        || fact instanceof Fact.HandedOver
                        || fact instanceof Fact.StepObserved
                        || fact instanceof Fact.GivenUp) {
                    at = i;
                }
            }
            if (at < 0) {
                return List.of();
            }
            Happened taken = journal.get(at);
            Case before = Case.of(c.invoiceId())
                    .withAll(journal.subList(0, at).stream().map(Happened::fact).toList());
            Explainer then = new Explainer(before, journal, then(before, taken.on()));
            List<Reason> reasons = new ArrayList<>();
            reasons.add(Reason.of("policy", taken.on(), Telling.of(taken.fact()).what())
                    .step(before.issued().policyName())
                    .fact(taken.fact()));
            if (taken.fact() instanceof Fact.GivenUp(var writeOff)) {
                reasons.add(Reason.of("policy", writeOff.on(), writeOff.why()));
                return List.copyOf(reasons);
            }
            reasons.addAll(then.day());
            switch (taken.fact()) {
                case Fact.ReminderAsked(var letter) -> reasons.addAll(then.charges(letter));
                case Fact.StepObserved(var letter) -> reasons.addAll(then.charges(letter));
                default -> {}
            }
            return List.copyOf(reasons);
        }

        /** The rules of that day; of the debtor only what the policy asks. */
        private Rules then(Case before, LocalDate day) {
            Rules then = rules.book().on(day, day);
            return rules.book().asksForPast(before) ? then.about(rules.debtor().anotherDay()) : then;
        }

        /** What the law says about what a letter adds and how long it gives. */
        private List<Reason> charges(Letter letter) {
            Law law = law();
            if (law == null) {
                return List.of();
            }
            ClaimDates dates = Ahead.dates(c, rules.book(), letter.askedOn());
            List<Reason> reasons = new ArrayList<>();
            if (letter.fee().isPositive()) {
                law(law, Law.FEE_AMOUNT, dates)
                        .ifPresent(row -> reasons.add(Reason.of(
                                row,
                                dates.on(),
                                "a fee of " + letter.fee() + "; at most " + row.value() + " is lawful")));
            }
            if (letter.compensation().isPositive()) {
                law(law, Law.COMPENSATION, dates)
                        .ifPresent(row ->
                                reasons.add(Reason.of(row, dates.on(), "compensation of " + letter.compensation())));
            }
            if (letter.interest()) {
                law(law, Law.RATE, dates)
                        .ifPresent(row ->
                                reasons.add(Reason.of(row, dates.on(), "interest of " + row.value() + " % a year")));
            }
            if (letter.kind() == StepKind.COLLECTION_NOTICE) {
                law(law, Law.NOTICE_DAYS, dates)
                        .ifPresent(row -> reasons.add(Reason.of(
                                row,
                                letter.standingDeadline(),
                                "it gives until " + letter.standingDeadline() + "; at least " + row.value()
                                        + " days are lawful")));
            }
            return reasons;
        }

        private @Nullable Law law() {
            try {
                return rules.book().lawOf(c);
            } catch (MissingLaw _) {
                return null;
            }
        }

        private Optional<LawRow> law(Law law, String rule, ClaimDates dates) {
            return law.find(rule, c.issued().debtorKind(), dates);
        }

        List<Reason> next() {
            return switch (c.standing()) {
                case Standing.Unknown _ ->
                    List.of(Reason.of("account", null, "nothing is sent before the invoice is known"));
                case Standing.Settled _ -> List.of(Reason.of("account", null, "nothing is owed, so nothing is sent"));
                case Standing.Escalated _ ->
                    List.of(Reason.of("agency", null, "the agency collects; nothing is sent beside it"));
                case Standing.OnHold(var hold) -> onHold(hold);
                case Standing.NotDue _ -> notDue();
                case Standing.Overdue _, Standing.NoticeRunning _ -> step();
            };
        }

        private List<Reason> onHold(Hold hold) {
            if (hold.kind() == Hold.Kind.FACTORED) {
                return List.of(Reason.of(
                        "hold",
                        null,
                        "nothing is sent while the factor has the claim; dunning goes on when it comes back"));
            }
            List<Reason> reasons = new ArrayList<>();
            reasons.add(Reason.of(
                    "hold",
                    hold.until(),
                    "nothing is sent while it is held until " + hold.until() + "; then "
                            + (hold.then() == Hold.Then.RESUME ? "dunning goes on" : "somebody must answer")));
            if (hold.kind() == Hold.Kind.PROMISE || hold.isProposal()) {
                reasons.addAll(bank(hold.until()));
            }
            Hold dispute = hold.dispute();
            Deliveries.shown(dispute == null ? "" : dispute.reason(), c)
                    .ifPresent(words -> reasons.add(Reason.of("evidence", null, words)));
            Proof proof = c.dealings().dossier().proof();
            if (proof != null) {
                reasons.add(Reason.of("hold", proof.by(), proof.task()));
            }
            return List.copyOf(reasons);
        }

        private List<Reason> notDue() {
            List<Reason> reasons = new ArrayList<>();
            Letter pending = c.pendingLetter();
            Optional<Ahead.Next> nudge = pending == null ? Ahead.beforeDue(c, rules) : Optional.empty();
            nudge.ifPresent(next -> reasons.add(
                    Reason.of("policy", next.on(), next.step().name() + " comes before the due date, on " + next.on())
                            .step(c.issued().policyName() + ", " + next.step().name())));
            if (pending != null) {
                reasons.add(pending(pending));
            }
            LocalDate due = Ahead.due(c, rules.book());
            reasons.add(Reason.of("account", due, "nothing else is sent before " + due + " has passed unpaid"));
            reasons.addAll(bank(due));
            return List.copyOf(reasons);
        }

        private Reason pending(Letter letter) {
            return Reason.of(
                            "policy",
                            letter.askedOn(),
                            letter.step()
                                    + (letter.partner() == null ? " was asked for" : " was left to " + letter.partner())
                                    + " on " + letter.askedOn()
                                    + " and is not reported as sent; nothing follows before that")
                    .step(c.issued().policyName() + ", " + letter.step());
        }

        private List<Reason> step() {
            List<Reason> reasons = new ArrayList<>();
            Letter pending = c.pendingLetter();
            if (pending != null) {
                return List.of(pending(pending));
            }
            if (Ahead.isObserved(c)) {
                return List.of(Reason.of("policy", null, "the policy only observes, and has come to its end"));
            }
            reasons.addAll(day());
            if (!rules.debtor().mayBeWrittenTo()) {
                reasons.add(Reason.of(
                        "policy", rules.today(), "the debtor has had a letter today, or one is on its way: one a day"));
            }
            try {
                Ahead.Next next = Ahead.next(c, rules);
                String step = c.issued().policyName() + ", " + next.step().name();
                Course.Approval approval = c.course().approval();
                if (approval != null
                        && approval.isOf(
                                next.index(),
                                rules.debtor().approver(next.step().kind()))) {
                    reasons.add(Reason.of(
                                    "approval",
                                    approval.askedOn(),
                                    approval.given()
                                            ? "it is approved"
                                            : "it waits for "
                                                    + (approval.manager() == null ? "a person" : approval.manager())
                                                    + "'s approval since " + approval.askedOn())
                            .step(step));
                }
                if (Ahead.isNotWorthIt(c, next, rules)) {
                    reasons.add(Reason.of(
                                    "policy",
                                    null,
                                    c.balance() + " is less than the "
                                            + rules.book()
                                                    .policy(c)
                                                    .quiet()
                                                    .below()
                                                    .toPlainString()
                                            + " from which the policy reminds")
                            .step(step));
                }
                reasons.addAll(bank(next.judged()));
            } catch (MissingLaw missing) {
                // said by day() already
                return List.copyOf(reasons);
            }
            return List.copyOf(reasons);
        }

        /** Which step comes, and why on that day. */
        private List<Reason> day() {
            List<Reason> reasons = new ArrayList<>();
            try {
                Ahead.Next next = c.fellDue()
                        ? Ahead.next(c, rules)
                        : Ahead.beforeDue(c, rules).orElseGet(() -> Ahead.next(c, rules));
                String step = c.issued().policyName() + ", " + next.step().name();
                Letter last = c.lastLetter();
                String after = last == null || !last.standingDeadline().equals(next.judged())
                        ? "the due date "
                        : "the deadline of " + last.step() + ", ";
                reasons.add(Reason.of(
                                "policy",
                                next.wanted(),
                                next.step().name() + " is wanted on " + next.wanted() + ": "
                                        + next.step().waitDays() + " days after " + after + next.judged())
                        .step(step));
                if (next.met() != null) {
                    reasons.add(
                            Reason.of("policy", next.on(), "the steps before it are passed over, because " + next.met())
                                    .step(step));
                }
                if (next.lawful() != null) {
                    reasons.add(lawful(next, next.lawful()).step(step));
                }
                reasons.addAll(calendar(next));
                if (Deliveries.isMissing(c) && !next.step().kind().isContact()) {
                    reasons.add(Reason.of("evidence", next.on(), unproven(next.step()))
                            .step(step));
                }
            } catch (MissingLaw missing) {
                reasons.add(Reason.of("missing", null, "no step is taken on guesses: " + missing.what()));
            }
            return reasons;
        }

        private String unproven(Step step) {
            boolean isNeeded = Deliveries.areWaitedFor(c, step, rules.book().policy(c));
            return "no evidence is known that the invoice was delivered: " + step.name()
                    + (isNeeded ? " waits for it, as the policy says" : " comes without it, unless a person holds it");
        }

        private Reason lawful(Ahead.Next next, String why) {
            Law law = law();
            ClaimDates dates = Ahead.dates(c, rules.book(), next.on());
            String text = next.fee()
                    ? "wanted " + next.wanted() + ", the law allows a fee from " + next.on() + ": " + why
                    : "it carries no fee: " + why;
            for (String rule : List.of(Law.FEE_EARLIEST, Law.FEE_SPACING, Law.FEE_LAPSED, Law.FEE_COUNT)) {
                LawRow row = law == null ? null : law(law, rule, dates).orElse(null);
                if (row != null && why.endsWith(row.paragraph())) {
                    return new Reason("law", row.paragraph(), row.source(), null, null, next.on(), text);
                }
            }
            return Reason.of("law", next.on(), text);
        }

        private List<Reason> calendar(Ahead.Next next) {
            Closings closings = rules.book().closings(c.issued().debtorCountry());
            LocalDate from = next.wanted();
            return rules.book()
                    .policy(c)
                    .quiet()
                    .on(from, closings)
                    .map(why ->
                            List.of(Reason.of("calendar", next.on(), from + ": " + why + ", moved to " + next.on())))
                    .orElse(List.of());
        }

        private List<Reason> bank(LocalDate through) {
            return c.issued().statements() && !rules.bankKnown(through)
                    ? List.of(Reason.of(
                            "bank",
                            through,
                            "it waits for the bank statement through " + through + ", known is "
                                    + (rules.bankKnownThrough() == null
                                            ? "none"
                                            : "through " + rules.bankKnownThrough())))
                    : List.of();
        }
    }
}
