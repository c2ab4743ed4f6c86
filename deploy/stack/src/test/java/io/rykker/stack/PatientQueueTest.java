package io.rykker.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.connector.base.QueueProvider;
import io.debezium.pipeline.DataChangeEvent;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** The queue between Debezium's reader and Kafka Connect in the embedded stack. */
class PatientQueueTest {

    private final PatientQueue<DataChangeEvent> queue = new PatientQueue<>();

    PatientQueueTest() {
        queue.configure(Map.of("max.queue.size", "100", "max.batch.size", "10"));
    }

    @Test
    void debezium_finds_it_by_its_name() {
        assertThat(ServiceLoader.load(QueueProvider.class))
                .extracting(QueueProvider::name)
                .contains(PatientQueue.NAME);
    }

    @Test
    void what_came_first_leaves_first() throws InterruptedException {
        DataChangeEvent first = event();
        DataChangeEvent second = event();

        queue.enqueue(first);
        queue.enqueue(second);

        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.poll()).isSameAs(first);
        assertThat(queue.poll()).isSameAs(second);
    }

    @Test
    void whoever_finds_it_empty_asks_a_few_times_in_a_while_and_not_all_the_time() {
        long end = System.nanoTime() + Duration.ofMillis(40).toNanos();
        int asked = 0;

        while (System.nanoTime() < end) {
            assertThat(queue.size()).isZero();
            asked++;
        }

        assertThat(asked).isLessThan(400);
    }

    private static DataChangeEvent event() {
        return new DataChangeEvent(new SourceRecord(null, null, "topic", null, null));
    }
}
