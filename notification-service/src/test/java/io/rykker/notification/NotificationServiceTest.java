package io.rykker.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("service")
@QuarkusTest
@QuarkusTestResource(Servers.class)
class NotificationServiceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REMINDERS = "rykker.reminders.v1";
    private static final String PARTIES = "rykker.parties.v1";
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final ZoneId COPENHAGEN = ZoneId.of("Europe/Copenhagen");
    private static KafkaProducer<String, byte[]> kafka;
    private static KafkaConsumer<String, byte[]> listener;
    private static final List<ConsumerRecord<String, byte[]>> HEARD = new ArrayList<>();

    @Inject
    Clock clock;

    @Inject
    NotificationDesk desk;

    @BeforeAll
    static void connect() throws Exception {
        org.awaitility.Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        Map<String, Object> to = Map.of("bootstrap.servers", Servers.running().bootstrapServers());
        kafka = new KafkaProducer<>(to, new StringSerializer(), new ByteArraySerializer());
        listener = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", Servers.running().bootstrapServers(),
                        "group.id", "listener",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        listener.subscribe(List.of("rykker.deliveries.v1", REMINDERS + ".rejected", PARTIES + ".rejected"));
        Servers.running().registerConnector("NOTIFICATION");
        publish(PARTIES, "rykker.CreditorChanged.v1", "dk-nordlys", example("creditor-changed.v1.full"));
    }

    @AfterAll
    static void disconnect() {
        kafka.close();
        listener.close();
    }

    @Test
    void a_reminder_reaches_the_debtor_once_and_is_reported_with_its_trace() throws Exception {
        var debtor = debtor("kunde@havn.example");
        var due = due(debtor, "email", "letter");
        publishDue(due);
        publishDue(due);

        ConsumerRecord<String, byte[]> sent = heard("rykker.ReminderSent.v1", id(due));

        LocalDate today = LocalDate.ofInstant(clock.instant(), COPENHAGEN);
        JsonNode event = JSON.readTree(sent.value());
        assertThat(event.get("channel").asText()).isEqualTo("email");
        assertThat(event.get("sentOn").asText()).isEqualTo(today.toString());
        assertThat(event.get("deadline").asText()).isEqualTo(today.plusDays(10).toString());
        assertThat(event.get("messageId").asText()).isEqualTo("<" + id(due) + ".email@rykker.example>");
        assertThat(header(sent, "traceparent")).isEqualTo(TRACE);
        assertThat(header(sent, "ce_source")).isEqualTo("/rykker/notification-service");
        assertThat(sent.key()).isEqualTo(due.get("invoiceId").asText());
        MimeMessage mail = mails(due).getFirst();
        assertThat(mail.getHeader("Message-ID")[0])
                .isEqualTo(event.get("messageId").asText());
        assertThat(mail.getFrom()[0].toString()).contains("Nordlys Energi A/S").contains("reminders@rykker.example");
        assertThat(mail.getReplyTo()[0].toString()).isEqualTo("debitor@nordlys.example");
        publishDue(due);
        publishDue(due(debtor, "email"));
        await().until(() -> Servers.mail().received().stream()
                        .filter(m -> recipient(m).equals("kunde@havn.example"))
                        .count()
                == 2);
        assertThat(mails(due)).hasSize(1);
    }

    @Test
    void an_address_that_the_server_refuses_hands_over_to_the_next_channel_and_then_to_a_person() throws Exception {
        var due = due(debtor("refused@havn.example"), "email", "letter");
        publishDue(due);

        await().untilAsserted(() -> tasks().body("reminderId", hasItem(id(due))));

        tasks().body("find { it.reminderId == '" + id(due) + "' }.todo", equalTo("print and post it"))
                .body("find { it.reminderId == '" + id(due) + "' }.text", containsString("2026-1001"));
        report(id(due), "posted").statusCode(422);
        report(id(due), "sent").statusCode(200);
        report(id(due), "sent").statusCode(200);
        report(id(due), "not-sent").statusCode(409);
        JsonNode event = JSON.readTree(heard("rykker.ReminderSent.v1", id(due)).value());
        assertThat(event.get("channel").asText()).isEqualTo("letter");
    }

    @Test
    void a_debtor_whom_no_channel_reaches_is_undeliverable() throws Exception {
        var refused = due(debtor("refused@havn.example"), "email");
        var invalid = due(debtor("no address at all"), "email");
        publishDue(refused);
        publishDue(invalid);

        JsonNode event = JSON.readTree(
                heard("rykker.ReminderUndeliverable.v1", id(refused)).value());
        assertThat(event.get("reason").asText()).contains("no such mailbox");
        assertThat(event.get("channel").asText()).isEqualTo("email");
        assertThat(heard("rykker.ReminderUndeliverable.v1", id(invalid))).isNotNull();
    }

    @Test
    void a_server_that_is_busy_or_down_gets_the_letter_when_it_is_back() throws Exception {
        var busy = due(debtor("busy@havn.example"), "email");
        publishDue(busy);
        heard("rykker.ReminderSent.v1", id(busy));
        assertThat(mails(busy)).hasSize(1);

        Servers.mail().goDown();
        var down = due(debtor("down@havn.example"), "email");
        publishDue(down);
        await().untilAsserted(() -> message(down).body("trouble", containsString("refused")));
        message(down).body("state", equalTo("planned"));
        Servers.mail().comeBack();

        heard("rykker.ReminderSent.v1", id(down));
        assertThat(mails(down)).hasSize(1);
    }

    @Test
    void a_lost_answer_leaves_the_message_in_doubt_and_nothing_is_sent_twice() throws Exception {
        var due = due(debtor("silent@havn.example"), "email");
        publishDue(due);

        await().untilAsserted(() -> tasks().body("reminderId", hasItem(id(due))));
        assertThat(mails(due)).hasSize(1);
        report(id(due), "sent").statusCode(200);

        heard("rykker.ReminderSent.v1", id(due));
        assertThat(mails(due)).hasSize(1);
    }

    @Test
    void a_line_that_breaks_in_the_middle_of_a_letter_leaves_that_one_in_doubt_and_its_neighbours_are_sent()
            throws Exception {
        String late = UUID.randomUUID().toString();
        var before = due(late, "email");
        var torn = due(debtor("torn@havn.example"), "email");
        var after = due(late, "email");
        publishDue(before);
        publishDue(torn);
        publishDue(after);
        publishDebtor(late, "neighbour@havn.example", 1);

        heard("rykker.ReminderSent.v1", id(before));
        heard("rykker.ReminderSent.v1", id(after));
        await().untilAsserted(() -> message(torn).body("state", equalTo("unknown")));
        assertThat(mails(torn)).isEmpty();
        report(id(torn), "not-sent").statusCode(200);
        await().untilAsserted(() -> message(torn).body("state", equalTo("unknown")));
        assertThat(mails(before)).hasSize(1);
        assertThat(mails(after)).hasSize(1);
        report(id(torn), "sent").statusCode(200);
    }

    @Test
    void what_a_crashed_instance_was_sending_is_in_doubt_once_its_lease_is_over() throws Exception {
        var due = due(UUID.randomUUID().toString(), "email");
        publishDue(due);
        await().untilAsserted(() -> message(due).body("waitsFor", containsString("debtor")));
        sql("update message set state = 'SENDING', attempts = 1, channel = 'email', claim = gen_random_uuid(),"
                + " lease_until = now() - interval '1 second', dispatched_at = now(), sent_on = current_date,"
                + " deadline = current_date + 10, subject = 's', body = 'b' where reminder_id = '" + id(due) + "'");

        await().untilAsserted(() -> message(due).body("state", equalTo("unknown")));

        report(id(due), "not-sent").statusCode(200);
        message(due).body("state", equalTo("planned")).body("doneBy", equalTo("tester"));
        assertThat(mails(due)).isEmpty();
    }

    @Test
    void a_reminder_whose_debtor_is_not_known_waits_and_goes_when_they_are() throws Exception {
        String debtorId = UUID.randomUUID().toString();
        var due = due(debtorId, "email");
        publishDue(due);
        await().untilAsserted(() -> message(due).body("waitsFor", containsString(debtorId)));

        publishDebtor(debtorId, "late@havn.example", 2);
        publishDebtor(debtorId, "old@havn.example", 1);

        heard("rykker.ReminderSent.v1", id(due));
        assertThat(recipient(mails(due).getFirst())).isEqualTo("late@havn.example");
    }

    @Test
    void a_letter_for_a_contact_that_was_found_waits_for_that_and_goes_to_no_older_one() throws Exception {
        String debtorId = debtor("wrong@havn.example");
        var due = due(debtorId, "email").put("debtorVersion", 2);
        publishDue(due);
        await().untilAsserted(() -> message(due).body("waitsFor", containsString("version 2")));

        publishDebtor(debtorId, "right@havn.example", 2);

        heard("rykker.ReminderSent.v1", id(due));
        assertThat(recipient(mails(due).getFirst())).isEqualTo("right@havn.example");
        assertThat(mails(due)).hasSize(1);
    }

    @Test
    void what_was_withdrawn_is_not_sent_in_whatever_order_that_is_heard() throws Exception {
        String debtorId = UUID.randomUUID().toString();
        var first = due(debtorId, "email");
        var second = due(debtorId, "email");
        var third = due(debtorId, "email");
        publishDue(first);
        publishWithdrawn(first);
        publishWithdrawn(second);
        publishDue(second);
        await().untilAsserted(() -> message(second).body("dueOn", not(equalTo(null))));
        await().untilAsserted(() -> message(first).body("state", equalTo("withdrawn")));
        publishDebtor(debtorId, "quiet@havn.example", 1);
        publishDue(third);

        heard("rykker.ReminderSent.v1", id(third));

        message(second).body("state", equalTo("withdrawn")).body("withdrawn", equalTo("paid"));
        assertThat(mails(first)).isEmpty();
        assertThat(mails(second)).isEmpty();
    }

    @Test
    void a_name_breaks_out_of_neither_header_nor_letter() throws Exception {
        String debtorId = UUID.randomUUID().toString();
        ObjectNode debtor = (ObjectNode) JSON.readTree(example("debtor-changed.v1.full"));
        debtor.put("debtorId", debtorId)
                .put("email", "evil@havn.example")
                .put(
                        "name",
                        "<script>alert(1)</script>\r\nBcc: all@havn.example {config:property('x')} {sheet.heading}");
        publish(PARTIES, "rykker.DebtorChanged.v1", debtorId, bytes(debtor));
        ObjectNode creditor = (ObjectNode) JSON.readTree(example("creditor-changed.v1.full"));
        creditor.put("creditorId", "dk-evil").put("name", "Ev\"il\r\nBcc: all@havn.example\r\n\r\n<b>, Ø & Co");
        publish(PARTIES, "rykker.CreditorChanged.v1", "dk-evil", bytes(creditor));
        ObjectNode due = due(debtorId, "email").put("creditorId", "dk-evil");
        publishDue(due);

        heard("rykker.ReminderSent.v1", id(due));

        MimeMessage mail = mails(due).getFirst();
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getFrom()).hasSize(1);
        String text = part(mail, "text/plain");
        String html = part(mail, "text/html");
        assertThat(text).contains("{config:property('x')} {sheet.heading}").contains("<script>");
        assertThat(html)
                .contains("&lt;script&gt;")
                .doesNotContain("<script>")
                .contains("{sheet.heading}")
                .contains("Ø &amp; Co");
    }

    @Test
    void what_cannot_be_read_comes_back_untouched_with_the_reason_and_the_rest_goes_on() throws Exception {
        byte[] bytes = {'{', (byte) 0xff, 0};
        publish(REMINDERS, "rykker.ReminderDue.v1", "poison", bytes);
        ObjectNode absurd = due(UUID.randomUUID().toString(), "email");
        absurd.withObject("amountDue").put("amount", "12.345");
        publish(REMINDERS, "rykker.ReminderDue.v1", "absurd", bytes(absurd));
        publish(REMINDERS, "rykker.Unheard.v7", "other", bytes);
        var due = due(debtor("next@havn.example"), "email");
        publishDue(due);

        heard("rykker.ReminderSent.v1", id(due));

        var rejected = heardKey("poison");
        assertThat(rejected.value()).isEqualTo(bytes);
        assertThat(rejected.topic()).isEqualTo(REMINDERS + ".rejected");
        assertThat(header(rejected, "rykker_rejection")).contains("the body is not JSON");
        assertThat(header(heardKey("absurd"), "rykker_rejection")).contains("amountDue.amount");
        assertThat(HEARD).noneMatch(record -> "other".equals(record.key()));
    }

    @Test
    void state_and_outbox_roll_back_together() throws Exception {
        var due = due(UUID.randomUUID().toString(), "letter");
        publishDue(due);
        await().untilAsserted(() -> message(due).body("waitsFor", containsString("debtor")));
        sql("alter table outbox add constraint closed check (topic <> 'rykker.deliveries.v1') not valid");
        try {
            publishDebtor(due.get("debtorId").asText(), "x@havn.example", 1);
            await().untilAsserted(() -> tasks().body("reminderId", hasItem(id(due))));
            report(id(due), "sent").statusCode(503);
            message(due).body("state", equalTo("for-a-person"));
        } finally {
            sql("alter table outbox drop constraint closed");
        }
        report(id(due), "sent").statusCode(200);
        heard("rykker.ReminderSent.v1", id(due));
    }

    @Test
    void another_creditors_messages_are_not_there() throws Exception {
        var due = due(debtor("mine@havn.example"), "letter");
        publishDue(due);
        await().untilAsserted(() -> tasks().body("reminderId", hasItem(id(due))));

        as("ops", "no-fjell").get("/messages/" + id(due)).then().statusCode(404);
        as("ops", "no-fjell").get("/messages").then().statusCode(200).body("size()", equalTo(0));
        as("ops", "no-fjell")
                .get("/messages?creditorId=dk-nordlys")
                .then()
                .statusCode(200)
                .body("size()", equalTo(0));
        as("ops", "no-fjell").get("/tasks").then().statusCode(200).body("size()", equalTo(0));
        as("ops", "no-fjell")
                .contentType("application/json")
                .body("{\"outcome\":\"sent\",\"why\":\"mine now\"}")
                .post("/tasks/" + id(due) + "/done")
                .then()
                .statusCode(404);
        as("viewer", "dk-nordlys")
                .contentType("application/json")
                .body("{\"outcome\":\"sent\",\"why\":\"x\"}")
                .post("/tasks/" + id(due) + "/done")
                .then()
                .statusCode(403);
        given().get("/messages").then().statusCode(401);
        as("erp", "*").get("/messages").then().statusCode(403);
        as("ops", "dk-nordlys")
                .get("/messages?invoiceId=" + due.get("invoiceId").asText())
                .then()
                .statusCode(200)
                .body("reminderId", hasItem(id(due)));
        as("ops", "dk-nordlys").get("/messages/nonsense").then().statusCode(422);
        as("ops", "dk-nordlys").get("/clock").then().statusCode(403);
        as("clock", "*").get("/clock").then().statusCode(404);
    }

    @Test
    void the_backlog_is_empty_once_everything_is_sent() throws Exception {
        var due = due(debtor("busyday@havn.example"), "email");
        publishDue(due);
        heard("rykker.ReminderSent.v1", id(due));

        as("ops", "*")
                .get("/backlog")
                .then()
                .statusCode(200)
                .body("service", equalTo("notification-service"))
                .body("lastEvent.topic", not(equalTo(null)));
    }

    private static String id(JsonNode due) {
        return due.get("reminderId").asText();
    }

    private static String debtor(String email) throws Exception {
        String debtorId = UUID.randomUUID().toString();
        publishDebtor(debtorId, email, 1);
        return debtorId;
    }

    private static void publishDebtor(String debtorId, String email, int version) throws Exception {
        ObjectNode debtor = (ObjectNode) JSON.readTree(example("debtor-changed.v1.full"));
        debtor.put("debtorId", debtorId).put("email", email).put("version", version);
        publish(PARTIES, "rykker.DebtorChanged.v1", debtorId, bytes(debtor));
    }

    private ObjectNode due(String debtorId, String... channels) throws Exception {
        LocalDate today = LocalDate.ofInstant(clock.instant(), COPENHAGEN);
        ObjectNode due = (ObjectNode) JSON.readTree(example("reminder-due.v1.full"));
        due.put("reminderId", UUID.randomUUID().toString())
                .put("invoiceId", UUID.randomUUID().toString())
                .put("debtorId", debtorId)
                .put("decidedOn", today.toString())
                .put("deadline", today.plusDays(3).toString());
        var list = due.putArray("channels");
        List.of(channels).forEach(list::add);
        return due;
    }

    private static void publishDue(JsonNode due) throws Exception {
        publish(REMINDERS, "rykker.ReminderDue.v1", due.get("invoiceId").asText(), bytes(due));
    }

    private static void publishWithdrawn(JsonNode due) throws Exception {
        ObjectNode withdrawn = (ObjectNode) JSON.readTree(example("reminder-withdrawn.v1.full"));
        withdrawn
                .put("reminderId", id(due))
                .put("invoiceId", due.get("invoiceId").asText());
        publish(REMINDERS, "rykker.ReminderWithdrawn.v1", due.get("invoiceId").asText(), bytes(withdrawn));
    }

    private static void publish(String topic, String type, String key, byte[] body) throws Exception {
        var record = new ProducerRecord<>(topic, key, body);
        record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        record.headers().add("traceparent", TRACE.getBytes(StandardCharsets.UTF_8));
        var _ = kafka.send(record).get();
    }

    private static byte[] bytes(JsonNode node) throws Exception {
        return JSON.writeValueAsBytes(node);
    }

    private static byte[] example(String name) throws Exception {
        return Files.readAllBytes(
                Path.of(System.getProperty("rykker.root", ".."), "deploy/contracts/examples", name + ".json"));
    }

    private static List<MimeMessage> mails(JsonNode due) {
        return Servers.mail().received().stream()
                .filter(mail -> reminder(mail).equals(id(due)))
                .toList();
    }

    private static String reminder(MimeMessage mail) {
        try {
            return mail.getHeader("X-Rykker-Reminder")[0];
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String recipient(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(jakarta.mail.Part part, String type) throws Exception {
        if (part.getContent() instanceof jakarta.mail.Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String found = part(parts.getBodyPart(i), type);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
        return part.isMimeType(type) ? (String) part.getContent() : null;
    }

    private static io.restassured.specification.RequestSpecification as(String role, String... creditors) {
        return given().auth().oauth2(Servers.token(role, creditors));
    }

    private static io.restassured.response.ValidatableResponse tasks() {
        return as("ops", "*").get("/tasks").then().statusCode(200);
    }

    private static io.restassured.response.ValidatableResponse message(JsonNode due) {
        return as("viewer", "*").get("/messages/" + id(due)).then().statusCode(200);
    }

    private static io.restassured.response.ValidatableResponse report(String reminderId, String outcome) {
        return as("ops", "*")
                .contentType("application/json")
                .body("{\"outcome\":\"" + outcome + "\",\"why\":\"as the test says\"}")
                .post("/tasks/" + reminderId + "/done")
                .then();
    }

    private static void sql(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql:" + Servers.running().database("notification"),
                        "notification",
                        Servers.running().password("notification"));
                var sql = connection.createStatement()) {
            boolean _ = sql.execute(statement);
        }
    }

    private static ConsumerRecord<String, byte[]> heard(String type, String text) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> find(record -> type.equals(header(record, "ce_type"))
                                && new String(record.value(), StandardCharsets.UTF_8).contains(text)),
                        Objects::nonNull);
    }

    private static ConsumerRecord<String, byte[]> heardKey(String key) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> find(record -> key.equals(record.key())), Objects::nonNull);
    }

    private static ConsumerRecord<String, byte[]> find(Predicate<ConsumerRecord<String, byte[]>> wanted) {
        listener.poll(Duration.ofMillis(100)).forEach(HEARD::add);
        return HEARD.stream().filter(wanted).findFirst().orElse(null);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
