package io.rykker.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.rykker.notification.FaultyMailServer;
import io.rykker.notification.NotificationConfig.Smtp;
import io.rykker.notification.NotificationConfig.StartTls;
import io.rykker.notification.letters.Letter;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundTest {

    private static final Outcome ACCEPTED = new Outcome.Accepted();

    private final FaultyMailServer server = new FaultyMailServer();

    private record Settings(
            String host, int port, Optional<String> user, Optional<String> password, boolean tls, StartTls startTls)
            implements Smtp {}

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void several_letters_go_over_one_line() {
        assertThat(send("anna", "bent", "carl")).containsExactly(ACCEPTED, ACCEPTED, ACCEPTED);

        assertThat(received()).containsExactly("anna", "bent", "carl");
        assertThat(server.lines()).isEqualTo(1);
    }

    @Test
    void a_line_that_was_dropped_between_two_letters_costs_neither_of_them_anything() {
        assertThat(send("anna", "last", "carl")).containsExactly(ACCEPTED, ACCEPTED, ACCEPTED);

        assertThat(received()).containsExactly("anna", "last", "carl");
        assertThat(server.lines()).isEqualTo(2);
    }

    @Test
    void a_server_that_has_had_enough_of_a_line_gets_the_rest_over_another() {
        assertThat(send("goodbye", "bent")).containsExactly(ACCEPTED, ACCEPTED);

        assertThat(received()).containsExactly("goodbye", "bent");
        assertThat(server.lines()).isEqualTo(2);
    }

    @Test
    void a_line_that_breaks_before_a_letters_first_byte_leaves_no_doubt() {
        assertThat(send("anna", "cut", "carl")).containsExactly(ACCEPTED, ACCEPTED, ACCEPTED);

        assertThat(received()).containsExactly("anna", "cut", "carl");
        assertThat(server.lines()).isEqualTo(2);
    }

    @Test
    void a_fresh_line_that_breaks_is_not_tried_again_in_the_same_round() {
        assertThat(send("cut", "bent"))
                .satisfiesExactly(
                        outcome -> assertThat(outcome).isInstanceOf(Outcome.Deferred.class),
                        outcome -> assertThat(outcome).isEqualTo(ACCEPTED));

        assertThat(received()).containsExactly("bent");
    }

    @Test
    void a_line_that_breaks_in_the_middle_of_a_letter_leaves_that_one_in_doubt_and_no_other() {
        assertThat(send("anna", "torn", "carl"))
                .satisfiesExactly(
                        outcome -> assertThat(outcome).isEqualTo(ACCEPTED),
                        outcome -> assertThat(outcome).isInstanceOf(Outcome.Lost.class),
                        outcome -> assertThat(outcome).isEqualTo(ACCEPTED));

        assertThat(received()).containsExactly("anna", "carl");
    }

    @Test
    void an_answer_that_is_lost_leaves_that_letter_in_doubt_and_it_is_not_sent_again() {
        assertThat(send("anna", "silent", "carl"))
                .satisfiesExactly(
                        outcome -> assertThat(outcome).isEqualTo(ACCEPTED),
                        outcome -> assertThat(outcome).isInstanceOf(Outcome.Lost.class),
                        outcome -> assertThat(outcome).isEqualTo(ACCEPTED));

        assertThat(received()).containsExactly("anna", "silent", "carl");
    }

    @Test
    void a_recipient_who_is_refused_in_the_middle_of_a_round_holds_up_nobody() {
        assertThat(send("anna", "refused", "carl"))
                .satisfiesExactly(
                        outcome -> assertThat(outcome).isEqualTo(ACCEPTED),
                        outcome -> assertThat(outcome).isEqualTo(new Outcome.Bounced("550 5.1.1 no such mailbox")),
                        outcome -> assertThat(outcome).isEqualTo(ACCEPTED));

        assertThat(received()).containsExactly("anna", "carl");
        assertThat(server.lines()).isEqualTo(1);
    }

    @Test
    void a_server_that_is_busy_for_one_takes_the_others() {
        assertThat(send("busy", "bent")).containsExactly(new Outcome.Deferred("451 4.3.0 come back later"), ACCEPTED);

        assertThat(received()).containsExactly("bent");
    }

    @Test
    void who_is_turned_away_at_the_door_comes_back_later_with_everything_and_knocks_once() {
        server.closeTheDoor();

        assertThat(send("anna", "bent"))
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Outcome.Deferred.class,
                                deferred -> assertThat(deferred.why()).contains("554 5.3.2 not today")));

        assertThat(server.lines()).isEqualTo(1);
    }

    @Test
    void a_server_that_does_not_answer_before_the_letter_certainly_does_not_have_it() {
        assertThat(send("mute", "bent"))
                .satisfiesExactly(
                        outcome -> assertThat(outcome).isInstanceOf(Outcome.Deferred.class),
                        outcome -> assertThat(outcome).isEqualTo(ACCEPTED));

        assertThat(received()).containsExactly("bent");
    }

    @Test
    void what_there_is_no_time_for_is_not_begun() {
        Iterator<Boolean> hasTime = List.of(true, false, false).iterator();

        assertThat(send(List.of("anna", "bent", "carl"), hasTime))
                .containsExactly(ACCEPTED, new Outcome.Untouched(), new Outcome.Untouched());

        assertThat(received()).containsExactly("anna");
    }

    private List<Outcome> send(String... recipients) {
        return send(
                Arrays.asList(recipients),
                Arrays.stream(recipients).map(_ -> true).iterator());
    }

    private List<Outcome> send(List<String> recipients, Iterator<Boolean> hasTime) {
        var smtp =
                new Settings("localhost", server.port(), Optional.empty(), Optional.empty(), false, StartTls.OPTIONAL);
        List<Envelope> letters = recipients.stream().map(RoundTest::envelope).toList();
        try (var round = new Round(new Exchange(smtp, Duration.ofSeconds(1)), "reminders@rykker.example")) {
            Map<UUID, Outcome> outcomes = round.send(letters, hasTime::next);
            return letters.stream()
                    .map(letter -> outcomes.get(letter.reminderId()))
                    .toList();
        }
    }

    private static Envelope envelope(String recipient) {
        UUID id = UUID.randomUUID();
        return new Envelope(
                id,
                "<" + id + "@rykker.example>",
                recipient + "@havn.example",
                "Nordlys Energi A/S",
                null,
                ZonedDateTime.parse("2026-02-16T09:00:00+01:00"),
                new Letter("Rykker", "Kære " + recipient + "\n.\nen prik", "<p>Kære " + recipient + "</p>"));
    }

    private List<String> received() {
        List<String> recipients = new ArrayList<>();
        for (MimeMessage mail : server.received()) {
            try {
                recipients.add(mail.getAllRecipients()[0].toString().replace("@havn.example", ""));
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }
        return recipients;
    }
}
