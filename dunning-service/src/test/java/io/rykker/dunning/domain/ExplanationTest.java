package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Why, in words that a person may be told. */
class ExplanationTest {

    private static final int WALKS = Walks.ALL / 10;

    /** A life whose facts keep their days. */
    private static final class Told {
        private final Life life;
        private final List<Explanation.Happened> journal = new ArrayList<>();

        private Told(Life life) {
            this.life = life;
            life.hear(DeliveriesTest.receipt("r-1"));
            keep();
        }

        private Told until(String day) {
            while (life.today.isBefore(LocalDate.parse(day))) {
                life.until(life.today.plusDays(1).toString());
                keep();
            }
            return this;
        }

        private Told hear(Signal signal) {
            life.hear(signal);
            keep();
            return this;
        }

        private void keep() {
            life.facts.subList(journal.size(), life.facts.size()).stream()
                    .map(fact -> new Explanation.Happened(life.today, fact))
                    .toList()
                    .forEach(journal::add);
        }

        private Explanation why() {
            return Explanation.of(life.c, journal, life.rules());
        }
    }

    @Test
    void a_fee_that_waits_for_the_law_names_the_paragraph_and_both_days() {
        Told told = new Told(
                Life.of(Life.invoice("NO", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-03-02"), "strict")));
        told.until("2026-03-10");

        Explanation why = told.why();

        assertThat(why.state()).isEqualTo("overdue");
        assertThat(why.nextOn()).isEqualTo("2026-03-16");
        assertThat(why.next())
                .filteredOn(reason -> reason.rule().equals("law"))
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.text()).startsWith("wanted 2026-03-03, the law allows a fee from 2026-03-16");
                    assertThat(reason.paragraph()).isNotNull();
                    assertThat(reason.source()).isNotNull();
                    assertThat(reason.policyStep()).isEqualTo("strict/1, reminder-1");
                });
    }

    @Test
    void the_last_letter_is_explained_by_its_step_the_deadline_before_and_the_law() {
        Told told = new Told(Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19"));
        told.until("2026-02-21");

        Explanation why = told.why();

        assertThat(why.last())
                .extracting(Explanation.Reason::text)
                .anySatisfy(text -> assertThat(text)
                        .contains("collection-notice is wanted on 2026-02-20: 2 days after the deadline of reminder-1"))
                .anySatisfy(text -> assertThat(text).contains("a fee of 100.00 DKK", "renteloven § 9 b"))
                .anySatisfy(text -> assertThat(text).contains("at least 10 days are lawful", "inkassoloven § 10"));
        assertThat(why.standing())
                .singleElement()
                .satisfies(reason -> assertThat(reason.text()).contains("its deadline is 2026-03-06"));
        assertThat(why.next())
                .extracting(Explanation.Reason::text)
                .anySatisfy(text -> assertThat(text).isEqualTo("2026-03-07: Saturday, moved to 2026-03-09"));
    }

    @Test
    void a_hold_a_statement_and_a_missing_law_are_said() {
        Told held = new Told(Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19"));
        held.until("2026-01-26").hear(new Signal.Promised(LocalDate.parse("2026-02-10"), null, "on the phone"));
        Told bank = new Told(Life.of(Life.withStatements(
                Life.invoice("DK", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "nordic-friendly"))));
        bank.until("2026-01-26");
        Told lawless = new Told(Life.of(
                Life.invoice("XX", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "nordic-friendly")));
        lawless.until("2026-01-26");

        assertThat(held.why().next().getFirst().text())
                .isEqualTo("nothing is sent while it is held until 2026-02-10; then dunning goes on");
        assertThat(bank.why().next())
                .anySatisfy(reason -> assertThat(reason.text())
                        .isEqualTo("it waits for the bank statement through 2026-01-19, known is none"));
        assertThat(lawless.why().next())
                .anySatisfy(reason -> assertThat(reason.text()).contains("no law pack for XX"));
    }

    private static Told danish(DebtorKind kind) {
        return new Told(Life.danish(kind, "1000.00", "2026-01-19"));
    }

    private static Told walking(Policy.Mode mode, Quiet quiet, Shortcut shortcut, String total) {
        Policy policy = new Policy(
                "own",
                1,
                3,
                Amounts.NONE,
                List.of(
                        step("nudge", StepKind.FRIENDLY, -3, 0, false),
                        step("formal", StepKind.FORMAL, 2, 10, true),
                        step("last", StepKind.FORMAL, 20, 10, false),
                        step("notice", StepKind.COLLECTION_NOTICE, 2, 14, false),
                        step("agency", StepKind.ESCALATION, 1, 0, false)),
                mode,
                quiet,
                shortcut,
                Set.of(),
                Map.of());
        return new Told(
                Life.of(Life.invoice("DK", DebtorKind.BUSINESS, total, LocalDate.parse("2026-01-19"), "own"), policy));
    }

    private static Step step(String name, StepKind kind, int wait, int deadline, boolean fee) {
        return new Step(name, kind, wait, deadline, "firm", List.of("email"), fee, false, false);
    }

    private static List<String> said(List<Explanation.Reason> reasons) {
        return reasons.stream()
                .map(reason -> reason.rule() + (reason.on() == null ? "" : " " + reason.on()) + ": " + reason.text())
                .toList();
    }

    @Test
    void where_a_case_stands_is_said_with_the_day_and_the_fact_behind_it() {
        Told unknown = new Told(new Life().pay("p", "10.00", "2026-01-05", "bank"));
        Told sunday = new Told(Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-18"));
        Told holiday = new Told(Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-04-02"));
        Told overdue = danish(DebtorKind.CONSUMER).until("2026-01-26");
        Told notice = danish(DebtorKind.CONSUMER).until("2026-02-20");
        Told disputed = danish(DebtorKind.CONSUMER).until("2026-01-26").hear(new Signal.Disputed("goods", "broken"));
        Told agency = danish(DebtorKind.CONSUMER).until("2026-03-16");
        Told paid = danish(DebtorKind.CONSUMER).until("2026-01-26");
        paid.hear(paid.life.paid("p", "1000.00", "2026-01-26", "bank"));

        assertThat(said(unknown.why().standing()))
                .containsExactly("account: money or credits came before the invoice, which is not known yet");
        assertThat(said(sunday.why().standing()))
                .containsExactly(
                        "calendar 2026-01-19: the invoice falls due on 2026-01-18, Sunday, moved to 2026-01-19");
        assertThat(said(holiday.why().standing()))
                .containsExactly(
                        "calendar 2026-04-07: the invoice falls due on 2026-04-02, Skærtorsdag, moved to 2026-04-07");
        assertThat(said(overdue.why().standing()))
                .containsExactly(
                        "account 2026-01-19: the invoice falls due on 2026-01-19",
                        "account 2026-01-20: it passed unpaid");
        assertThat(overdue.why().standing().getLast().fact()).isEqualTo("the due date passed unpaid");
        assertThat(said(notice.why().standing()))
                .containsExactly("policy 2026-02-20: the collection notice was sent; its deadline is 2026-03-06");
        assertThat(said(disputed.why().standing()))
                .containsExactly("hold 2026-01-26: held since 2026-01-26 until 2026-02-09, dispute: goods (broken)");
        assertThat(said(agency.why().standing()))
                .containsExactly("agency 2026-03-09: the agency has it as case "
                        + agency.life.c.openHandover().caseId());
        assertThat(said(paid.why().standing())).containsExactly("account 2026-01-26: nothing is owed any more: paid");
        assertThat(paid.why().standing().getFirst().fact()).isEqualTo("the claim is settled");
    }

    @Test
    void nothing_comes_where_nothing_can_and_a_hold_says_what_ends_it() {
        Told unknown = new Told(new Life().pay("p", "10.00", "2026-01-05", "bank"));
        Told agency = danish(DebtorKind.CONSUMER).until("2026-03-16");
        Told paid = danish(DebtorKind.CONSUMER);
        paid.hear(paid.life.paid("p", "1000.00", "2026-01-10", "bank"));
        Told disputed = danish(DebtorKind.CONSUMER).until("2026-01-26").hear(new Signal.Disputed("goods", "broken"));
        Told promised = new Told(Life.of(Life.withStatements(
                Life.invoice("DK", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "nordic-friendly"))));
        promised.life.bank = LocalDate.parse("2026-01-22");
        promised.until("2026-01-25").hear(new Signal.Promised(LocalDate.parse("2026-02-10"), null, "called"));

        assertThat(said(unknown.why().next())).containsExactly("account: nothing is sent before the invoice is known");
        assertThat(said(agency.why().next())).containsExactly("agency: the agency collects; nothing is sent beside it");
        assertThat(said(paid.why().next())).containsExactly("account: nothing is owed, so nothing is sent");
        assertThat(paid.why().nextOn()).isNull();
        assertThat(said(disputed.why().next()))
                .containsExactly(
                        "hold 2026-02-09: nothing is sent while it is held until 2026-02-09; then somebody must"
                                + " answer",
                        "hold 2026-02-02: bring the proof of delivery by 2026-02-02");
        assertThat(said(promised.why().next()))
                .containsExactly(
                        "hold 2026-02-10: nothing is sent while it is held until 2026-02-10; then dunning goes on",
                        "bank 2026-02-10: it waits for the bank statement through 2026-02-10, known is through"
                                + " 2026-01-22");
    }

    @Test
    void before_the_due_date_a_nudge_and_the_due_date_are_waited_for() {
        Told coming = walking(Policy.Mode.AUTOMATIC, Quiet.NEVER, Shortcut.NONE, "1000.00");
        List<String> before = said(coming.why().next());
        coming.until("2026-01-15");
        coming.life.on("2026-01-16");
        coming.keep();

        assertThat(before)
                .containsExactly(
                        "policy 2026-01-16: nudge comes before the due date, on 2026-01-16",
                        "account 2026-01-19: nothing else is sent before 2026-01-19 has passed unpaid");
        assertThat(said(coming.why().next()))
                .containsExactly(
                        "policy 2026-01-16: nudge was asked for on 2026-01-16 and is not reported as sent; nothing"
                                + " follows before that",
                        "account 2026-01-19: nothing else is sent before 2026-01-19 has passed unpaid");
        assertThat(said(coming.why().last()))
                .last()
                .isEqualTo("policy 2026-01-16: nudge is wanted on 2026-01-16: -3 days after the due date 2026-01-19");
    }

    @Test
    void the_next_step_says_what_it_waits_for() {
        Told asked = walking(Policy.Mode.APPROVE, Quiet.NEVER, Shortcut.NONE, "1000.00")
                .until("2026-01-26");
        List<String> waiting = said(asked.why().next());
        asked.hear(new Signal.Approved("looked at"));
        Told observed = walking(Policy.Mode.OBSERVE, Quiet.NEVER, Shortcut.NONE, "1000.00")
                .until("2026-06-26");
        Quiet wednesdays = new Quiet(new BigDecimal("50.00"), Set.of(DayOfWeek.WEDNESDAY), List.of(), false);
        Told little = walking(Policy.Mode.AUTOMATIC, wednesdays, Shortcut.NONE, "40.00")
                .until("2026-01-26");
        Told straight = walking(Policy.Mode.AUTOMATIC, Quiet.NEVER, new Shortcut(1, null, null, false, null), "1000.00")
                .until("2026-02-02");
        Told onItsWay = danish(DebtorKind.CONSUMER).until("2026-01-22");
        onItsWay.life.on("2026-01-23");
        onItsWay.keep();

        assertThat(waiting)
                .containsExactly(
                        "policy 2026-01-21: formal is wanted on 2026-01-21: 2 days after the due date 2026-01-19",
                        "approval 2026-01-21: it waits for a person's approval since 2026-01-21");
        assertThat(said(asked.why().next())).last().isEqualTo("approval 2026-01-21: it is approved");
        assertThat(said(observed.why().next()))
                .containsExactly("policy: the policy only observes, and has come to its end");
        assertThat(said(little.why().next()))
                .containsExactly(
                        "policy 2026-01-21: formal is wanted on 2026-01-21: 2 days after the due date 2026-01-19",
                        "calendar 2026-01-22: 2026-01-21: the policy does nothing on a Wednesday, moved to 2026-01-22",
                        "policy: 40.00 DKK is less than the 50.00 from which the policy reminds");
        assertThat(said(straight.why().next()))
                .containsExactly(
                        "policy 2026-02-04: notice is wanted on 2026-02-04: 2 days after the deadline of formal,"
                                + " 2026-02-02",
                        "policy 2026-02-04: the steps before it are passed over, because 1 formal reminders stayed"
                                + " without any reaction");
        assertThat(said(onItsWay.why().next()))
                .containsExactly("policy 2026-01-23: friendly was asked for on 2026-01-23 and is not reported as sent;"
                        + " nothing follows before that");
        assertThat(asked.why().next())
                .extracting(Explanation.Reason::policyStep)
                .containsOnly("own/1, formal");
    }

    @Test
    void a_debtor_who_was_written_to_today_hears_no_more_today() {
        Told told = danish(DebtorKind.CONSUMER).until("2026-02-04");
        Rules spoken = told.life.rules().about(Debtor.NONE.left());

        assertThat(said(Explanation.of(told.life.c, told.journal, spoken).next()))
                .contains("policy 2026-02-04: the debtor has had a letter today, or one is on its way: one a day");
        assertThat(said(told.why().next())).noneMatch(text -> text.contains("one a day"));
    }

    @Test
    void what_the_last_letter_added_is_explained_by_the_law_of_its_day() {
        Told notice = danish(DebtorKind.BUSINESS).until("2026-02-20");
        Told swedish = new Told(Life.of(
                Life.invoice("SE", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "nordic-friendly")));
        swedish.until("2026-01-25");

        assertThat(said(notice.why().last()))
                .containsExactly(
                        "policy 2026-02-20: collection-notice was decided, deadline 2026-03-06",
                        "policy 2026-02-20: collection-notice is wanted on 2026-02-20: 2 days after the deadline of"
                                + " reminder-1, 2026-02-18",
                        "law 2026-02-20: a fee of 100.00 DKK; at most 100.00 is lawful, renteloven § 9 b",
                        "law 2026-02-20: compensation of 310.00 DKK, renteloven § 9 a, BEK 105/2013",
                        "law 2026-02-20: interest of 9.75 % a year, renteloven § 5",
                        "law 2026-03-06: it gives until 2026-03-06; at least 10 days are lawful, inkassoloven § 10");
        assertThat(said(swedish.why().next()))
                .last()
                .asString()
                .startsWith("law 2026-02-04: it carries no fee: the fee was not agreed when the debt arose");
    }

    @Test
    void who_promises_still_has_the_last_step_explained_and_not_the_confirmation() {
        Told told = danish(DebtorKind.CONSUMER).until("2026-01-26");
        List<Explanation.Reason> before = told.why().last();

        told.hear(new Signal.Promised(LocalDate.parse("2026-02-10"), null, "called"));

        assertThat(told.life.letters().getLast().step()).isEqualTo("promise-confirmation");
        assertThat(told.why().last()).isEqualTo(before);
        assertThat(danish(DebtorKind.CONSUMER).why().last()).isEmpty();
    }

    @Test
    void what_was_given_up_and_what_was_handed_over_are_steps_too() {
        Told little = danish(DebtorKind.CONSUMER).until("2026-02-06");
        little.hear(little.life.paid("p", "1000.00", "2026-02-06", "bank"));
        little.until("2026-03-20");
        Told agency = danish(DebtorKind.CONSUMER).until("2026-03-16");

        assertThat(said(little.why().last()))
                .containsExactly(
                        "policy 2026-03-09: what was left was written off",
                        "policy 2026-03-09: only 100.00 DKK on top of the paid invoice is left; policy"
                                + " nordic-friendly/1");
        assertThat(said(agency.why().last()).subList(1, 3))
                .containsExactly(
                        "policy 2026-03-07: escalation is wanted on 2026-03-07: 1 days after the deadline of"
                                + " collection-notice, 2026-03-06",
                        "calendar 2026-03-09: 2026-03-07: Saturday, moved to 2026-03-09");
    }

    /** The same case of an invoice and a debtor of its own. */
    private static Case ofItsOwn(Life life, int number) {
        return Case.of(new UUID(1, number))
                .withAll(life.facts.stream()
                        .map(fact -> fact instanceof Fact.InvoiceTaken(var creditor, var issued)
                                ? new Fact.InvoiceTaken(creditor, Household.of(new UUID(2, number), issued))
                                : fact)
                        .toList());
    }

    @Test
    void a_candidate_is_tried_with_the_money_credits_and_cancellations_as_they_came() {
        Life takenBack =
                Life.danish(DebtorKind.BUSINESS, "1000.00", "2026-01-19").until("2026-02-06");
        takenBack.pay("p", "300.00", "2026-01-05", "bank").pay("q", "800.00", "2026-02-10", "bank");
        takenBack.reverse("q", "800.00", "2026-02-12");
        Life credited = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        credited.hear(new Signal.Credited(
                Life.INVOICE,
                new Account.Credit("K-1", Money.of("400.00", "DKK"), LocalDate.parse("2026-01-20"), "broken")));
        Life cancelled = Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
        cancelled.hear(new Signal.Cancelled(new Account.Cancellation(LocalDate.parse("2026-01-25"), "wrong")));
        Life nowhere = Life.of(
                Life.invoice("XX", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), "nordic-friendly"));
        Life norwegian = Life.of(
                Life.invoice("NO", DebtorKind.BUSINESS, "1000.00", LocalDate.parse("2026-01-19"), "nordic-friendly"));
        Policy strict = Life.BOOK.find(null, "strict", 0).orElseThrow();

        Simulation simulation = Simulation.of(
                List.of(
                        ofItsOwn(takenBack, 1),
                        ofItsOwn(credited, 2),
                        ofItsOwn(cancelled, 3),
                        ofItsOwn(nowhere, 4),
                        ofItsOwn(norwegian, 5),
                        new Life().c),
                strict,
                Life.BOOK);

        assertThat(simulation.current()).satisfies(now -> {
            assertThat(now.cases())
                    .as("an invoice that is not known is left out")
                    .isEqualTo(5);
            assertThat(now.letters()).isEqualTo(Map.of("friendly", 4, "formal", 3, "collection-notice", 3));
            assertThat(now.fees())
                    .containsEntry("DKK", Money.of("400.00", "DKK"))
                    .containsEntry("NOK", Money.of("38.00", "NOK"));
            assertThat(now.compensation())
                    .containsEntry("DKK", Money.of("310.00", "DKK"))
                    .containsEntry("NOK", Money.of("422.00", "NOK"));
            assertThat(now.escalations()).isEqualTo(3);
            assertThat(now.waiting()).isEqualTo(1);
            assertThat(now.firstContactDays()).hasValue(new BigDecimal("4.0"));
        });
        assertThat(simulation.candidate().firstContactDays()).hasValue(new BigDecimal("4.3"));
        assertThat(simulation.cases())
                .extracting(one -> one.current().letters() + " " + one.current().escalatedOn() + " "
                        + one.current().end())
                .containsExactly(
                        "3 2026-03-09 the agency has the case",
                        "3 2026-03-09 the agency has the case",
                        "1 null nothing is owed: cancelled",
                        "0 null it waits: no law pack for XX",
                        "3 2026-03-09 the agency has the case");
        assertThat(simulation.cases())
                .extracting(
                        one -> one.candidate().policy() + " " + one.candidate().firstContactOn())
                .containsExactly(
                        "strict/1 2026-01-20",
                        "strict/1 2026-01-20",
                        "strict/1 2026-01-20",
                        "strict/1 null",
                        "strict/1 2026-02-02");
    }

    @Test
    void whatever_happened_can_be_explained() {
        Walks.each(WALKS, seed -> {
            var random = new Random(seed);
            Policy policy = RandomPolicies.lawful(random);
            Receivable invoice = RandomWalksTest.invoice(random).walking(policy.name(), 0);
            Told told = new Told(Life.of(invoice, policy));
            for (int i = 0; i < 25; i++) {
                RandomWalksTest.happen(random, told.life, invoice);
                told.keep();
                told.life.today = told.life.today.plusDays(1 + random.nextInt(9));
                told.hear(new Signal.DayCame());
                Explanation why = told.why();
                assertThat(why.standing()).as("seed %d", seed).isNotEmpty();
                assertThat(why.next()).as("seed %d", seed).isNotEmpty();
            }
        });
    }

    @Test
    void a_candidate_is_compared_with_what_is_walked_and_nothing_is_touched() {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Life life = Life.danish(DebtorKind.BUSINESS, "1000.00", "2026-01-19");
            life.until("2026-02-10");
            if (i < 4) {
                life.pay("p", "1000.00", "2026-01-2" + i, "bank");
            }
            cases.add(ofItsOwn(life, i));
        }
        List<Case> before = List.copyOf(cases);
        Policy strict = Life.BOOK.find(null, "strict", 1).orElseThrow();

        Simulation simulation = Simulation.of(cases, strict, Life.BOOK);

        assertThat(simulation.current().cases()).isEqualTo(10);
        assertThat(simulation.current().escalations()).isEqualTo(6);
        assertThat(simulation.current().letters()).containsEntry("friendly", 6).containsEntry("formal", 6);
        assertThat(simulation.current().firstContactDays()).hasValue(new BigDecimal("4.0"));
        assertThat(simulation.candidate().firstContactDays()).hasValue(new BigDecimal("1.0"));
        assertThat(simulation.candidate().letters()).doesNotContainKey("friendly");
        assertThat(simulation.candidate().fees().get("DKK").amount())
                .isGreaterThan(simulation.current().fees().get("DKK").amount());
        assertThat(cases).isEqualTo(before);
    }
}
