package io.rykker.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.rykker.payment.domain.Answer;
import io.rykker.payment.domain.Ids;
import io.rykker.payment.domain.Invoice.Claim;
import io.rykker.payment.domain.Invoice.Issued;
import io.rykker.payment.domain.Key;
import io.rykker.payment.domain.Ledger;
import io.rykker.payment.domain.Money;
import io.rykker.payment.domain.News;
import io.rykker.payment.domain.Payment;
import io.rykker.payment.domain.Receipt;
import io.rykker.payment.domain.Receipt.Said;
import io.rykker.payment.domain.Reversal;
import io.rykker.payment.messaging.Poll;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("service")
@QuarkusTest
@QuarkusTestResource(Servers.class)
class DeskTest {

    private static final LocalDate DAY = LocalDate.of(2026, 2, 2);
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Inject
    PaymentDesk desk;

    @Test
    void state_and_outbox_roll_back_together() throws Throwable {
        take(List.of(invoice("roll", "F-1", "111", "100.00")));
        sql("alter table outbox add constraint nothing_goes check (topic <> 'rykker.payments.v1') not valid");
        try {
            assertThatThrownBy(() -> take(List.of(paid("roll", "P-1", "100.00", "111"))))
                    .hasStackTraceContaining("nothing_goes");
        } finally {
            sql("alter table outbox drop constraint nothing_goes");
        }
        assertThat(count("select count(*) from payment where creditor_id = 'roll'"))
                .isZero();
        assertThat(count("select count(*) from allocation where creditor_id = 'roll'"))
                .isZero();

        take(List.of(paid("roll", "P-1", "100.00", "111")));

        assertThat(count("select count(*) from allocation where creditor_id = 'roll' and holds"))
                .isOne();
        assertThat(count("select count(*) from outbox where convert_from(payload, 'UTF8') like '%\"roll\"%'"))
                .isOne();
    }

    @Test
    void a_batch_that_comes_again_has_no_second_effect() throws Throwable {
        List<News> batch = List.of(
                paid("again", "P-1", "100.00", "111"),
                invoice("again", "F-1", "111", "100.00"),
                paid("again", "P-2", "50.00", "222"),
                new News.Reversed(Reversal.of("again", "erp", "P-2", DAY, "bounced")));
        take(batch);
        long events = count("select count(*) from outbox");

        assertThat(take(batch)).allSatisfy(answer -> assertThat(answer).isInstanceOf(Answer.Repeated.class));

        assertThat(count("select count(*) from outbox")).isEqualTo(events);
    }

    /** Neither transaction sees the other's row; without the creditor's lock both would end, and the two never meet. */
    @Test
    void a_payment_and_its_invoice_that_come_at_the_same_moment_meet() throws Throwable {
        int pairs = 60;
        List<Callable<List<Answer>>> both = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            News payment = paid("meet", "P-" + i, "100.00", "R" + i);
            News invoice = invoice("meet", "F-" + i, "R" + i, "100.00");
            both.add(() -> take(List.of(payment)));
            both.add(() -> take(List.of(invoice)));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (var answer : threads.invokeAll(both)) {
                assertThat(answer.get()).hasSize(1);
            }
        }

        assertThat(count("select count(*) from allocation where creditor_id = 'meet' and holds"))
                .isEqualTo(pairs);
    }

    /** The pages of the ledger that a batch opens must be enough for what the batch decides. */
    @Test
    void any_batches_in_any_order_end_as_one_ledger_that_sees_everything() throws Throwable {
        for (int seed = 0; seed < 25; seed++) {
            String creditor = "walk-" + seed;
            var dice = new Random(seed);
            List<News> world = world(creditor, dice);
            var whole = new Ledger(List.of(), List.of(), List.of(), List.of());
            world.forEach(whole::hear);
            List<News> told = new ArrayList<>(world);
            told.addAll(world.subList(0, world.size() / 2));
            Collections.shuffle(told, dice);
            for (int from = 0; from < told.size(); ) {
                int to = Math.min(told.size(), from + 1 + dice.nextInt(6));
                take(told.subList(from, to));
                from = to;
            }

            assertThat(allocationsOf(creditor)).as("world %d", seed).isEqualTo(allocationsIn(whole));
            assertThat(count("select count(*) from payment where reversed_on is not null and creditor_id = '" + creditor
                            + "'"))
                    .isEqualTo(whole.payments().stream()
                            .filter(Payment::isReversed)
                            .count());
        }
    }

    @Test
    void of_claims_the_highest_version_is_kept_however_they_come() throws Throwable {
        take(List.of(claim("versions", "F-1", 2, "20.00"), claim("versions", "F-2", 1, "10.00")));
        take(List.of(
                claim("versions", "F-1", 3, "30.00"),
                claim("versions", "F-2", 5, "50.00"),
                claim("versions", "F-1", 1, "10.00"),
                claim("versions", "F-2", 4, "40.00"),
                claim("versions", "F-2", 5, "50.00")));
        take(List.of(claim("versions", "F-1", 2, "20.00"), claim("versions", "F-2", 5, "51.00")));

        assertThat(claimOf("versions", "F-1")).isEqualTo("3 30.0000");
        assertThat(claimOf("versions", "F-2")).isEqualTo("5 50.0000");
    }

    @Test
    void a_claim_before_its_invoice_is_kept_and_makes_no_invoice() throws Throwable {
        take(List.of(claim("early", "F-1", 4, "-5.00"), claim("early", "F-2", 1, "100.00")));

        assertThat(count("select count(*) from invoice where creditor_id = 'early'"))
                .isZero();
        assertThat(rows("select invoice_id::text from claim where creditor_id = 'early' and overpaid"))
                .containsExactly(Ids.invoice("early", "F-1").toString());

        take(List.of(invoice("early", "F-1", "111", "100.00"), paid("early", "P-1", "105.00", "111")));

        assertThat(count("select count(*) from allocation where creditor_id = 'early' and holds"))
                .isOne();
    }

    @Test
    void what_is_overpaid_is_told_once_and_not_after_it_was_put_right() throws Throwable {
        take(List.of(invoice("right", "F-1", "111", "100.00"), paid("right", "P-1", "150.00", "111")));

        take(List.of(claim("right", "F-1", 1, "-50.00"), claim("right", "F-1", 2, "0.00")));
        take(List.of(claim("right", "F-1", 1, "-50.00")));
        assertThat(overpaidTold("right")).isOne();
        assertThat(claimOf("right", "F-1")).isEqualTo("2 0.0000");

        take(List.of(claim("right", "F-1", 4, "0.00"), claim("right", "F-1", 3, "-50.00")));
        take(List.of(claim("right", "F-1", 3, "-50.00")));
        assertThat(overpaidTold("right")).isOne();

        take(List.of(claim("right", "F-1", 5, "-60.00")));
        assertThat(overpaidTold("right")).isEqualTo(2);
        assertThat(claimOf("right", "F-1")).isEqualTo("5 -60.0000");

        take(List.of(claim("right", "F-1", 6, "0.00")));
        assertThat(count("select count(*) from claim where creditor_id = 'right' and overpaid"))
                .isZero();
    }

    @Test
    void claims_are_heard_while_another_writes_in_the_creditors_ledger() throws Throwable {
        try (Connection other = database();
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            other.setAutoCommit(false);
            other.createStatement().execute("select pg_advisory_xact_lock(hashtextextended('busy', 0))");

            threads.submit(() -> take(List.of(claim("busy", "F-1", 1, "100.00"), claim("busy", "F-1", 2, "0.00"))))
                    .get(30, TimeUnit.SECONDS);
            Future<?> overpaid = threads.submit(() -> take(List.of(claim("busy", "F-2", 1, "-1.00"))));

            assertThat(claimOf("busy", "F-1")).isEqualTo("2 0.0000");
            await().until(() -> count("select count(*) from pg_locks where locktype = 'advisory' and not granted") > 0);
            assertThat(count("select count(*) from claim where invoice_id = '" + Ids.invoice("busy", "F-2") + "'"))
                    .isZero();

            other.rollback();
            overpaid.get(30, TimeUnit.SECONDS);
            assertThat(claimOf("busy", "F-2")).isEqualTo("1 -1.0000");
        }
    }

    @Test
    void a_bank_may_write_anything_into_an_id_and_its_reversal_finds_it() throws Throwable {
        Key strange = Key.transaction("e2e:{\"a\\b\",'c',NULL} Æ\n2");
        take(List.of(line("strange", "E", "E", "30.00", Set.of(strange, Key.transaction("e2e:\\")))));
        take(List.of(new News.Reversed(new Reversal(
                Ids.bankReversal("strange", "B"),
                "strange",
                null,
                Set.of(strange),
                dkk("30.00"),
                DAY,
                "returned",
                Receipt.BANK))));

        assertThat(count("select count(*) from payment where creditor_id = 'strange' and reversed_on is not null"))
                .isOne();
        assertThat(take(List.of(line("strange", "E", "E", "30.00", Set.of(strange, Key.transaction("e2e:\\"))))))
                .singleElement()
                .isInstanceOf(Answer.Repeated.class);
    }

    /** Those that the migration made and those that are made here must be found by each other. */
    @Test
    void the_database_and_the_service_number_a_key_alike() throws Throwable {
        take(List.of(paid("alike", "P-1", "1.00", "Ærø 17"), invoice("alike", "Å-1", "Ærø 17", "2.00")));

        assertThat(rows("""
                        select key::text from payment_key join payment on id = payment_id where creditor_id = 'alike'
                        except select ('x' || left(md5('alike|' || substr(key, 3)), 16))::bit(64)::bigint::text
                        from payment cross join unnest(keys) as key where creditor_id = 'alike'
                        """)).isEmpty();
        assertThat(rows("""
                        select number_key = ('x' || left(md5('alike|Å1'), 16))::bit(64)::bigint from invoice
                        where creditor_id = 'alike'
                        """)).containsExactly("t");
    }

    /** A plan is made while the tables are empty and is used when they are not. */
    @Test
    void no_look_up_is_planned_as_a_walk_over_a_table() throws Throwable {
        for (String way : List.of("enable_seqscan", "enable_hashjoin", "enable_mergejoin")) {
            String setting = VertxContextSupport.subscribeAndAwait(() -> desk.look(session ->
                    session.createNativeQuery("show " + way, String.class).getSingleResult()));

            assertThat(setting).as(way).isEqualTo("off");
        }
    }

    @AfterEach
    void the_books_of_every_creditor_balance_to_the_oere() throws Exception {
        assertThat(rows("""
                        select p.id from payment p left join
                          (select payment_id, sum(amount) as sum from allocation where holds group by 1) a
                          on a.payment_id = p.id
                        where p.allocated <> coalesce(a.sum, 0)
                        """))
                .as("payments whose allocations are not what stands on them")
                .isEmpty();
        assertThat(rows("""
                        with p as (
                          select creditor_id, currency, sum(amount) received,
                            coalesce(sum(amount) filter (where reversed_on is not null), 0) reversed,
                            coalesce(sum(amount - allocated) filter (where reversed_on is null), 0) unallocated
                          from payment where not replaced group by 1, 2),
                        a as (select creditor_id, currency, sum(amount) allocated from allocation where holds group by 1, 2)
                        select p.creditor_id from p left join a using (creditor_id, currency)
                        where received <> reversed + unallocated + coalesce(allocated, 0)
                        """))
                .as("creditors whose received is not allocated + unallocated + reversed")
                .isEmpty();
        assertThat(rows("""
                        with said as (
                          select convert_from(payload, 'UTF8')::jsonb as event, type from outbox
                          where type in ('rykker.PaymentReceived.v1', 'rykker.PaymentReversed.v1'))
                        select event->>'allocationId', type from said group by 1, 2 having count(*) > 1
                        """)).as("allocations that were told twice").isEmpty();
        assertThat(rows("""
                        with said as (
                          select (convert_from(payload, 'UTF8')::jsonb)->>'allocationId' as id,
                            sum(case when type = 'rykker.PaymentReceived.v1' then 1 else -1 end) as holds from outbox
                          where type in ('rykker.PaymentReceived.v1', 'rykker.PaymentReversed.v1') group by 1)
                        select a.id::text from allocation a full join said on said.id = a.id::text
                        where a.holds is distinct from (said.holds = 1)
                        """))
                .as("allocations of which the world was told something else")
                .isEmpty();
    }

    private static List<News> world(String creditor, Random dice) {
        List<News> world = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            world.add(invoice(creditor, "F-" + i, "R" + dice.nextInt(4), (1 + dice.nextInt(3)) + "0.00"));
            if (dice.nextInt(4) == 0) {
                world.add(new News.InvoiceCancelled(Ids.invoice(creditor, "F-" + i), creditor));
            }
            if (dice.nextInt(2) == 0) {
                world.add(new News.ClaimIs(
                        Ids.invoice(creditor, "F-" + i), creditor, new Claim(1 + dice.nextInt(3), dkk("-1.00"))));
            }
        }
        for (int i = 0; i < 8; i++) {
            world.add(paid(creditor, "P-" + i, (1 + dice.nextInt(3)) + "0.00", "R" + dice.nextInt(5)));
            if (dice.nextInt(4) == 0) {
                world.add(new News.Reversed(Reversal.of(creditor, "erp", "P-" + i, DAY, null)));
            }
        }
        for (int i = 0; i < 2; i++) {
            Set<Key> keys = new HashSet<>(Key.of(List.of("R" + dice.nextInt(4)), List.of(), List.of()));
            keys.add(Key.transaction("e2e:" + i));
            world.add(line(creditor, "E" + i, "E" + i, "30.00", Set.of()));
            world.add(line(creditor, "E" + i, "E" + i + "/1", "10.00", keys));
            world.add(line(creditor, "E" + i, "E" + i + "/2", "20.00", Set.of()));
            if (dice.nextBoolean()) {
                world.add(new News.Reversed(new Reversal(
                        Ids.bankReversal(creditor, "B" + i),
                        creditor,
                        null,
                        Set.of(Key.transaction("e2e:" + i)),
                        dkk("10.00"),
                        DAY,
                        "returned",
                        Receipt.BANK)));
            }
        }
        Collections.shuffle(world, dice);
        return world;
    }

    private static News line(String creditor, String entry, String id, String amount, Set<Key> keys) {
        return new News.Received(new Receipt(
                creditor,
                Receipt.BANK,
                id,
                dkk(amount),
                DAY,
                DAY,
                keys,
                Ids.entry(creditor, entry),
                id.equals(entry),
                Said.NOTHING));
    }

    private static Set<String> allocationsIn(Ledger ledger) {
        var allocations = new TreeSet<String>();
        ledger.payments()
                .forEach(payment -> payment.holding()
                        .forEach(allocation -> allocations.add(
                                payment.id() + " " + allocation.invoiceId() + " " + allocation.amount())));
        return allocations;
    }

    private static Set<String> allocationsOf(String creditor) throws SQLException {
        return new TreeSet<>(rows("select payment_id || ' ' || invoice_id || ' ' || amount::numeric(19, 2) || ' DKK'"
                + " from allocation where holds and creditor_id = '" + creditor + "'"));
    }

    private List<Answer> take(List<News> news) throws Exception {
        List<Submission> batch = new ArrayList<>();
        news.forEach(one -> batch.add(new Submission.Understood(one, null, TRACE)));
        try {
            return VertxContextSupport.subscribeAndAwait(() -> Poll.onceMore(() -> desk.take(batch)));
        } catch (Exception e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static News invoice(String creditor, String number, String reference, String total) {
        return new News.InvoiceIssued(
                Ids.invoice(creditor, number), creditor, new Issued(number, reference, dkk(total), DAY.minusDays(20)));
    }

    private static News paid(String creditor, String id, String amount, String reference) {
        return new News.Received(new Receipt(
                creditor,
                "erp",
                id,
                dkk(amount),
                DAY,
                DAY,
                Key.of(List.of(reference), List.of(), List.of()),
                null,
                true,
                Said.NOTHING));
    }

    private static News claim(String creditor, String number, int version, String balance) {
        return new News.ClaimIs(Ids.invoice(creditor, number), creditor, new Claim(version, dkk(balance)));
    }

    private static String claimOf(String creditor, String number) throws SQLException {
        return rows("select version || ' ' || balance from claim where invoice_id = '" + Ids.invoice(creditor, number)
                        + "'")
                .getFirst();
    }

    private static long overpaidTold(String creditor) throws SQLException {
        return count("select count(*) from outbox where type = 'rykker.PaymentUnmatched.v1'"
                + " and convert_from(payload, 'UTF8') like '%\"" + creditor + "\"%\"overpaid\"%'");
    }

    private static Money dkk(String amount) {
        return new Money(new BigDecimal(amount), Currency.getInstance("DKK"));
    }

    private static long count(String query) throws SQLException {
        return Long.parseLong(rows(query).getFirst());
    }

    private static List<String> rows(String query) throws SQLException {
        try (Connection database = database();
                ResultSet result = database.createStatement().executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }

    private static void sql(String statement) throws SQLException {
        try (Connection database = database()) {
            database.createStatement().execute(statement);
        }
    }

    private static Connection database() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql:" + Servers.running().database("payment"),
                "payment",
                Servers.running().password("payment"));
    }
}
