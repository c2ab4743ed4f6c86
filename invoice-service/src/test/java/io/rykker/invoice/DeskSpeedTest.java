package io.rykker.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.rykker.invoice.domain.Receivable.Answer;
import io.rykker.invoice.messaging.OrderReader;
import io.rykker.invoice.messaging.Traceparent;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** How many new invoices a second the desk takes, in the largest batches that a poll brings. Run with -Drykker.speed=1. */
@Tag("service")
@QuarkusTest
@QuarkusTestResource(Servers.class)
@EnabledIfSystemProperty(named = "rykker.speed", matches = ".+")
class DeskSpeedTest {

    private static final int BATCH = 2000;
    private static final int DEBTORS = 500;

    @Inject
    InvoiceDesk desk;

    @Test
    void the_desk_takes_batches_of_two_thousand() throws Throwable {
        Erp.register("dk-speed");
        for (int round = 0; round < 12; round++) {
            List<Submission> batch = batch(round);
            long cpu = cpu();
            long start = System.nanoTime();
            List<Answer> answers = VertxContextSupport.subscribeAndAwait(() -> desk.take(batch));
            double seconds = (System.nanoTime() - start) / 1e9;

            assertThat(answers).hasSize(BATCH).allMatch(Answer.Taken.class::isInstance);
            System.out.printf(
                    "round %d: %,.0f invoices/s (%.2f s, %.2f s of processor time in this process)%n",
                    round, BATCH / seconds, seconds, (cpu() - cpu) / 1e9);
        }
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static List<Submission> batch(int round) {
        List<Submission> batch = new ArrayList<>();
        String template = Erp.invoice("dk-speed", "NUMBER", "10.00").replace("C-1001", "CUSTOMER");
        for (int i = 0; i < BATCH; i++) {
            byte[] body = template.replace("NUMBER", "S-" + round + "-" + i)
                    .replace("CUSTOMER", "C-" + (round * BATCH + i) % DEBTORS)
                    .getBytes(StandardCharsets.UTF_8);
            batch.add(
                    new Submission.Understood(OrderReader.read(OrderReader.ISSUED, body), null, Traceparent.of(null)));
        }
        return batch;
    }
}
