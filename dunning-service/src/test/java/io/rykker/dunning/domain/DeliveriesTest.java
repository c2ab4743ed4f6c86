package io.rykker.dunning.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The evidence that the invoice was delivered, with dates: due on 19 January 2026, a friendly reminder on the 23rd and the
 * first formal one on 4 February.
 */
class DeliveriesTest {

    private static final String NEEDED = "with-evidence";

    static Signal.Delivered receipt(String id) {
        return new Signal.Delivered(new Delivery(LocalDate.parse("2026-01-06"), "peppol", id));
    }

    private static Life consumer() {
        return Life.danish(DebtorKind.CONSUMER, "1000.00", "2026-01-19");
    }

    /** Under a policy that takes formal steps with evidence only. */
    static Life waiting(Policy.Mode mode) {
        Policy own = Life.BOOK.find(null, "nordic-friendly", RuleBook.NEWEST).orElseThrow();
        Policy policy = new Policy(
                NEEDED,
                1,
                own.graceDays(),
                own.smallBalance(),
                own.steps(),
                mode,
                own.quiet(),
                own.shortcut(),
                own.countries(),
                own.choices(),
                new Terms(1, Terms.AfterAgency.HOLD, null, Silence.USUAL_DAYS, true));
        return Life.of(
                Life.invoice("DK", DebtorKind.CONSUMER, "1000.00", LocalDate.parse("2026-01-19"), NEEDED), policy);
    }

    private static List<StepKind> kinds(Life life) {
        return life.letters().stream().map(Letter::kind).toList();
    }

    private static List<Explanation.Happened> journal(Life life) {
        List<Explanation.Happened> journal = new ArrayList<>();
        life.facts.forEach(fact -> journal.add(new Explanation.Happened(life.today, fact)));
        return journal;
    }

    private static List<String> explained(Life life) {
        return Explanation.of(life.c, journal(life), life.rules()).next().stream()
                .filter(reason -> reason.rule().equals("evidence"))
                .map(Explanation.Reason::text)
                .toList();
    }

    @Test
    void how_the_invoice_was_delivered_is_said_in_a_line_and_the_same_receipt_again_is_no_news() {
        Life life = consumer();
        var delivery = new Delivery(LocalDate.parse("2026-03-01"), "peppol", "4711");

        life.hear(new Signal.Delivered(delivery));
        life.hear(receipt("1"));

        assertThat(life.hear(new Signal.Delivered(delivery))).isInstanceOf(Decision.Stay.class);
        assertThat(Telling.of(new Fact.InvoiceDelivered(delivery)).what())
                .isEqualTo("the invoice was delivered 2026-03-01 via Peppol, receipt id 4711");
        assertThat(life.c.dealings().dossier().deliveries())
                .extracting(Delivery::receiptId)
                .as("the oldest first")
                .containsExactly("1", "4711");
    }

    @Test
    void what_is_told_with_the_invoice_or_before_it_is_known_from_the_first() {
        Delivery delivery = receipt("1").delivery();
        Receivable invoice = consumer().c.issued();
        var with = new Life();
        var before = new Life();

        with.hear(new Signal.Issued("dk-nordlys", invoice, delivery));
        before.hear(receipt("1"));
        before.hear(new Signal.Issued("dk-nordlys", invoice, delivery));

        assertThat(with.c.dealings().dossier().deliveries()).containsExactly(delivery);
        assertThat(before.c).isEqualTo(with.c);
        assertThat(before.facts)
                .filteredOn(Fact.InvoiceDelivered.class::isInstance)
                .hasSize(1);
    }

    @Test
    void missing_evidence_is_flagged_before_the_formal_steps_and_keeps_nothing_waiting() {
        Life life = consumer();
        assertThat(Deliveries.missing(life.c)).as("it is not due yet").isEmpty();

        life.until("2026-01-24");

        assertThat(Deliveries.missing(life.c)).isPresent();
        assertThat(Priority.of(life.c, life.today).reasons())
                .contains("+10: no evidence is known that the invoice was delivered");
        assertThat(explained(life))
                .singleElement()
                .asString()
                .startsWith("no evidence is known that the invoice was delivered: reminder-1 comes without it");
        assertThat(kinds(life)).containsExactly(StepKind.FRIENDLY);
        life.until("2026-02-06");
        assertThat(kinds(life)).as("it is no reason to wait").contains(StepKind.FORMAL);
        assertThat(Explanation.of(life.c, journal(life), life.rules()).last())
                .extracting(Explanation.Reason::rule)
                .as("and the letter that came without it says so")
                .contains("evidence");
    }

    @Test
    void the_flag_is_gone_when_the_evidence_comes_and_when_an_agency_has_the_case() {
        Life life = consumer().until("2026-01-24");
        int flagged = Priority.rank(life.c);

        life.hear(receipt("1"));

        assertThat(Deliveries.missing(life.c)).isEmpty();
        assertThat(Priority.rank(life.c)).isEqualTo(flagged - 10);
        assertThat(explained(life)).isEmpty();
        assertThat(Deliveries.missing(consumer().until("2026-03-16").c)).isEmpty();
    }

    @Test
    void where_the_policy_says_so_the_formal_step_waits_visibly_and_is_asked_for_again_and_again() {
        Life life = waiting(Policy.Mode.AUTOMATIC).until("2026-02-06");

        Hold hold = life.c.hold();
        assertThat(hold.kind()).isEqualTo(Hold.Kind.DELIVERY);
        assertThat(hold.why()).contains("with-evidence/1 takes reminder-1 only with evidence");
        assertThat(Deliveries.task(hold, life.c))
                .contains("tell how and when the invoice was delivered, or release" + " the case to go on without it");
        assertThat(Ahead.of(life.c, life.rules()).on()).isEqualTo(hold.from().plusDays(15));
        assertThat(kinds(life)).containsExactly(StepKind.FRIENDLY);
        life.until("2026-06-01");
        assertThat(kinds(life)).containsExactly(StepKind.FRIENDLY);
        assertThat(life.facts.stream().filter(Fact.HeldBack.class::isInstance)).hasSizeGreaterThan(5);
        assertThat(Silence.told(life.c)).as("nor is it forgotten").isPresent();
    }

    @Test
    void the_evidence_ends_the_wait_and_the_step_comes_on_the_next_open_day() {
        Life life = waiting(Policy.Mode.AUTOMATIC).until("2026-02-16");

        life.hear(receipt("1"));

        assertThat(life.state()).isEqualTo("overdue");
        assertThat(life.facts).contains(new Fact.HoldEnded(Hold.Kind.DELIVERY, "the evidence of delivery came"));
        life.until("2026-02-17");
        assertThat(kinds(life)).containsExactly(StepKind.FRIENDLY, StepKind.FORMAL);
        life.until("2026-04-15");
        assertThat(life.state()).as("it waits no more").isEqualTo("escalated");
    }

    @Test
    void a_person_releases_it_once_and_formal_steps_come_without_evidence() {
        Life life = waiting(Policy.Mode.AUTOMATIC).until("2026-02-16");

        life.hear(new Signal.Released("the debtor told us on the phone that it is there"));
        life.until("2026-04-15");

        assertThat(life.state()).isEqualTo("escalated");
        assertThat(life.facts.stream()
                        .filter(fact -> fact instanceof Fact.HeldBack(var hold) && hold.kind() == Hold.Kind.DELIVERY)
                        .map(fact -> ((Fact.HeldBack) fact).hold().from())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void what_the_debtor_says_meanwhile_holds_it_and_the_step_waits_again_afterwards() {
        Life life = waiting(Policy.Mode.AUTOMATIC).until("2026-02-16");

        life.hear(new Signal.Promised(LocalDate.parse("2026-02-20"), null, "called"));
        assertThat(life.c.hold().kind()).isEqualTo(Hold.Kind.PROMISE);
        life.until("2026-03-02");

        assertThat(life.c.hold().kind()).isEqualTo(Hold.Kind.DELIVERY);
        assertThat(life.c.dealings().promisesBroken()).isEqualTo(1);
        life.hear(new Signal.Called(new Call(Call.Outcome.REFUSES, life.today, null, "will not"), null, null, null));
        life.until("2026-03-06");
        assertThat(life.c.hold().kind()).as("a refusal proves no delivery").isEqualTo(Hold.Kind.DELIVERY);
    }

    @Test
    void evidence_that_is_known_keeps_nothing_waiting_and_what_is_only_observed_needs_none() {
        Life known = waiting(Policy.Mode.AUTOMATIC);
        known.hear(receipt("1"));
        Life observed = waiting(Policy.Mode.OBSERVE);

        known.until("2026-04-15");
        observed.until("2026-04-15");

        for (Life life : List.of(known, observed)) {
            assertThat(life.facts).noneMatch(Fact.HeldBack.class::isInstance);
        }
        assertThat(known.state()).isEqualTo("escalated");
    }

    @Test
    void before_a_person_is_asked_to_approve_a_formal_step_its_evidence_is() {
        Life life = waiting(Policy.Mode.APPROVE).until("2026-01-23");
        life.hear(new Signal.Approved("go ahead"));

        life.until("2026-02-16");

        assertThat(life.c.hold().kind()).isEqualTo(Hold.Kind.DELIVERY);
        assertThat(life.c.course().approval()).isNull();
        life.hear(receipt("1"));
        life.until("2026-02-17");
        assertThat(life.c.course().approval().step()).isEqualTo("reminder-1");
    }

    @Test
    void who_says_that_the_invoice_never_came_is_shown_its_receipt() {
        Life life = consumer().until("2026-02-06");
        life.hear(receipt("4711"));

        life.hear(new Signal.Disputed("not-received", "never came"));

        Proof proof = life.c.dealings().dossier().proof();
        assertThat(proof.state()).isEqualTo("received");
        assertThat(life.told(Effect.ShowProof.class)).hasSize(1);
        assertThat(Deliveries.task(life.c.hold(), life.c).orElseThrow())
                .startsWith(
                        "the invoice was delivered 2026-01-06 via Peppol, receipt id 4711: show that to the debtor");
        assertThat(explained(life)).containsExactly("the invoice was delivered 2026-01-06 via Peppol, receipt id 4711");
    }

    @Test
    void a_receipt_that_comes_during_such_a_dispute_is_the_proof_and_of_goods_it_proves_nothing() {
        Life invoice = consumer().until("2026-02-06");
        invoice.hear(new Signal.Disputed("not-received", "never came"));
        Life goods = consumer().until("2026-02-06");
        goods.hear(new Signal.Disputed("goods", "the box was empty"));

        invoice.hear(receipt("4711"));
        goods.hear(receipt("4711"));

        assertThat(invoice.c.dealings().dossier().proof().cameOn()).isEqualTo("2026-02-06");
        assertThat(invoice.told(Effect.ShowProof.class).getLast().proof().state())
                .isEqualTo("received");
        assertThat(goods.c.dealings().dossier().proof().state()).isEqualTo("requested");
        assertThat(Deliveries.task(goods.c.hold(), goods.c)).isEmpty();
    }

    @Test
    void a_policy_that_wants_evidence_is_tried_with_what_is_known_of_the_deliveries() {
        Policy candidate = waiting(Policy.Mode.AUTOMATIC)
                .book
                .find("dk-nordlys", NEEDED, RuleBook.NEWEST)
                .orElseThrow();
        Life with = consumer();
        with.hear(receipt("1"));

        assertThat(tried(with, candidate).escalatedOn()).isEqualTo("2026-03-09");
        assertThat(tried(consumer(), candidate).escalatedOn()).isNull();
    }

    private static Simulation.Walked tried(Life life, Policy candidate) {
        return Simulation.of(List.of(life.c), candidate, Life.BOOK)
                .cases()
                .getFirst()
                .candidate();
    }

    @Test
    void ten_deliveries_of_one_invoice_are_enough() {
        Life life = consumer();
        for (int i = 0; i < Deliveries.MOST; i++) {
            life.hear(receipt("r-" + i));
        }

        assertThat(life.hear(receipt("r-0"))).isInstanceOf(Decision.Stay.class);
        assertThat(life.hear(receipt("one more"))).isInstanceOf(Decision.Refuse.class);
    }
}
