package io.rykker.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rykker.stack.Service;
import io.rykker.system.Erp.Notice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What came by the topics can be read again from their beginning, into an empty database, to the same end. */
@Tag("service")
@Order(6)
@ExtendWith(WithRykker.class)
class ReplayTest {

    private static final long SEED = 1814;
    private static final int INVOICES = 120;
    private static final int DAYS = 40;

    @Test
    void a_payment_service_that_lost_its_database_reads_it_all_again(Rykker rykker) {
        rykker.moveTo(rykker.nextMonday());
        LocalDate first = rykker.today();
        rykker.register("dk-replay", "DK", "nordic-friendly");
        rykker.register("no-replay", "NO", "nordic-friendly");
        rykker.quiet();
        World world = World.of(SEED, first, INVOICES, "dk-replay", "no-replay");
        List<Notice> notices = new ArrayList<>(world.notices().stream()
                .filter(notice -> notice.on().isBefore(first.plusDays(DAYS)))
                .toList());
        Collections.shuffle(notices, new Random(SEED));
        notices.forEach(rykker.erp()::publish);
        rykker.erp().flush();
        rykker.quiet();
        Map<String, String> ledger = ledger(rykker, world);
        Map<String, String> cases = cases(rykker, world);
        assertThat(ledger).hasSizeGreaterThan(INVOICES / 2);

        rykker.stack().kill(Service.PAYMENT);
        rykker.stack().killConnect();
        rykker.stack().loseDatabase(Service.PAYMENT);
        rykker.stack().start(Service.PAYMENT);
        rykker.stack().startConnect();
        rykker.quiet();

        assertThat(ledger(rykker, world)).isEqualTo(ledger);
        assertThat(cases(rykker, world)).isEqualTo(cases);
    }

    /**
     * By payment: what came, what stands, and what it is for; and the books of each creditor. What an allocation was before
     * it ended tells in which order things were heard, and is not compared.
     */
    private static Map<String, String> ledger(Rykker rykker, World world) {
        var ledger = new TreeMap<String, String>();
        for (String creditor : world.creditors()) {
            ledger.put(
                    creditor,
                    rykker.get(Service.PAYMENT, "/books?creditorId=" + creditor).toString());
            for (JsonNode payment : rykker.list(Service.PAYMENT, "/payments?creditorId=" + creditor)) {
                var allocations = new TreeSet<String>();
                for (JsonNode allocation : payment.path("allocations")) {
                    if (allocation.path("holds").asBoolean()) {
                        allocations.add(allocation.toString());
                    }
                }
                ledger.put(
                        payment.path("paymentId").asText(),
                        payment.path("amount").toString() + payment.path("reversedOn") + allocations);
            }
        }
        return ledger;
    }

    private static Map<String, String> cases(Rykker rykker, World world) {
        var cases = new TreeMap<String, String>();
        for (String creditor : world.creditors()) {
            for (JsonNode each : rykker.list(Service.DUNNING, "/cases?creditorId=" + creditor)) {
                cases.put(
                        each.path("invoiceId").asText(),
                        each.path("state").asText() + each.path("paid") + each.path("balance"));
            }
        }
        return cases;
    }
}
