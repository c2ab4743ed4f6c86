package io.rykker.invoice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("service")
@QuarkusTest
@QuarkusTestResource(Servers.class)
class InvoiceServiceTest {

    private static final String INBOUND = "rykker.inbound.invoices.v1";
    private static KafkaProducer<String, byte[]> erp;
    private static KafkaConsumer<String, byte[]> listener;
    private static final List<ConsumerRecord<String, byte[]>> HEARD = new ArrayList<>();

    @BeforeAll
    static void connect() {
        Map<String, Object> to = Map.of("bootstrap.servers", Servers.running().bootstrapServers());
        erp = new KafkaProducer<>(to, new StringSerializer(), new ByteArraySerializer());
        listener = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", Servers.running().bootstrapServers(),
                        "group.id", "listener",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        listener.subscribe(List.of("rykker.invoices.v1", "rykker.parties.v1", INBOUND + ".rejected"));
        Servers.running().registerConnector("INVOICE");
    }

    @AfterAll
    static void disconnect() {
        erp.close();
        listener.close();
    }

    @BeforeEach
    void register_the_creditor() throws Exception {
        given().auth()
                .oauth2(Servers.token("admin", "*"))
                .contentType("application/json")
                .body(example("creditor-changed.v1.full"))
                .put("/creditors/dk-nordlys")
                .then()
                .statusCode(org.hamcrest.Matchers.oneOf(200, 201));
    }

    @Test
    void an_invoice_on_the_erp_topic_is_issued_once_and_its_trace_goes_on() throws Exception {
        var record = new ProducerRecord<>(INBOUND, "2026-1001", example("inbound-invoice-issued.v1.full"));
        record.headers().add("ce_type", "rykker.inbound.InvoiceIssued.v1".getBytes(StandardCharsets.UTF_8));
        record.headers()
                .add(
                        "traceparent",
                        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01".getBytes(StandardCharsets.UTF_8));
        erp.send(record).get();
        erp.send(record).get();

        ConsumerRecord<String, byte[]> issued = heard("rykker.InvoiceIssued.v1", "2026-1001");

        assertThat(header(issued, "traceparent")).isEqualTo("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        assertThat(header(issued, "ce_source")).isEqualTo("/rykker/invoice-service");
        assertThat(header(issued, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(issued, "ce_id")).hasSize(36);
        assertThat(header(issued, "id")).isNull();
        assertThat(issued.key()).isEqualTo(header(issued, "ce_subject"));
    }

    @Test
    void a_record_that_is_no_json_comes_back_untouched_with_the_reason() throws Exception {
        byte[] bytes = {'{', (byte) 0xff, 0};
        var record = new ProducerRecord<>(INBOUND, "poison", bytes);
        record.headers().add("ce_type", "rykker.inbound.InvoiceIssued.v1".getBytes(StandardCharsets.UTF_8));
        erp.send(record).get();

        ConsumerRecord<String, byte[]> rejected = heardKey("poison");

        assertThat(rejected.topic()).isEqualTo(INBOUND + ".rejected");
        assertThat(rejected.value()).isEqualTo(bytes);
        assertThat(header(rejected, "rykker_rejection")).contains("the body is not JSON");
    }

    @Test
    void over_http_a_new_invoice_is_created_a_repeat_is_ok_and_a_change_is_a_conflict() throws Exception {
        String body = new String(example("inbound-invoice-issued.v1.full"), StandardCharsets.UTF_8)
                .replace("2026-1001", "2026-2002");

        post(body).statusCode(201);
        post(body).statusCode(200);
        post(body.replace("1250.00", "1300.00")).statusCode(409);
        assertThat(post(body.replace("dk-nordlys", "dk-nobody")).extract().statusCode())
                .isEqualTo(422);
    }

    private static io.restassured.response.ValidatableResponse post(String body) {
        return given().auth()
                .oauth2(Servers.token("erp", "dk-nordlys", "dk-nobody"))
                .contentType("application/json")
                .body(body)
                .post("/invoices")
                .then();
    }

    private static byte[] example(String name) throws Exception {
        return Files.readAllBytes(
                Path.of(System.getProperty("rykker.root", ".."), "deploy/contracts/examples", name + ".json"));
    }

    private static ConsumerRecord<String, byte[]> heard(String type, String text) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> find(record -> type.equals(header(record, "ce_type"))
                                && new String(record.value(), StandardCharsets.UTF_8).contains(text)),
                        java.util.Objects::nonNull);
    }

    private static ConsumerRecord<String, byte[]> heardKey(String key) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> find(record -> key.equals(record.key())), java.util.Objects::nonNull);
    }

    private static ConsumerRecord<String, byte[]> find(
            java.util.function.Predicate<ConsumerRecord<String, byte[]>> wanted) {
        listener.poll(Duration.ofMillis(100)).forEach(HEARD::add);
        return HEARD.stream().filter(wanted).findFirst().orElse(null);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
