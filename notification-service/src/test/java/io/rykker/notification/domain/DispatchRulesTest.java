package io.rykker.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.rykker.notification.domain.Decision.Move;
import io.rykker.notification.domain.Decision.Refuse;
import io.rykker.notification.domain.Decision.Stay;
import io.rykker.notification.domain.Dispatch.ForAPerson;
import io.rykker.notification.domain.Dispatch.Planned;
import io.rykker.notification.domain.Dispatch.Sending;
import io.rykker.notification.domain.Dispatch.Sent;
import io.rykker.notification.domain.Dispatch.Undeliverable;
import io.rykker.notification.domain.Dispatch.Unknown;
import io.rykker.notification.domain.Dispatch.Withdrawn;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DispatchRulesTest {

    private static final Signal BEGIN = new Signal.Begin(List.of("email", "letter"), Set.of("email", "letter"));

    static Stream<Dispatch> everyState() {
        return Stream.of(
                new Planned(0, 0),
                new Planned(0, 3),
                new Planned(1, 0),
                new Planned(2, 0),
                new Sending(0, 1, false),
                new Sending(0, 1, true),
                new Unknown(0, 1, false),
                new Unknown(0, 1, true),
                new ForAPerson(1),
                new Sent(0),
                new Withdrawn(0),
                new Undeliverable(1));
    }

    static Stream<Signal> everySignal() {
        return Stream.of(
                BEGIN,
                new Signal.Begin(List.of("email", "letter"), Set.of("letter")),
                new Signal.Begin(List.of("pigeon"), Set.of("email")),
                new Signal.Withdraw(),
                new Signal.Accepted(),
                new Signal.Deferred(false),
                new Signal.Deferred(true),
                new Signal.Bounced(),
                new Signal.Lost(OnUnknown.ASK),
                new Signal.Lost(OnUnknown.ASSUME_SENT),
                new Signal.Released(),
                new Signal.Done(true),
                new Signal.Done(false));
    }

    static Stream<Arguments> everyPair() {
        return everyState().flatMap(state -> everySignal().map(signal -> Arguments.of(state, signal)));
    }

    private static Dispatch after(Dispatch state, Signal signal) {
        return DispatchRules.decide(state, signal) instanceof Move(var next) ? next : state;
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void what_was_sent_stays_sent(Dispatch state, Signal signal) {
        if (state instanceof Sent) {
            assertThat(after(state, signal)).isEqualTo(state);
        }
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void only_its_turn_takes_a_message_to_the_mail_server(Dispatch state, Signal signal) {
        if (after(state, signal) instanceof Sending && !(state instanceof Sending)) {
            assertThat(state).isInstanceOf(Planned.class);
            assertThat(signal).isInstanceOf(Signal.Begin.class);
        }
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void nothing_in_doubt_is_sent_again_unless_somebody_knows_that_it_was_not(Dispatch state, Signal signal) {
        if (state instanceof Unknown && after(state, signal) instanceof Planned) {
            assertThat(signal)
                    .isInstanceOfAny(
                            Signal.Done.class, Signal.Deferred.class, Signal.Bounced.class, Signal.Released.class);
        }
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void what_was_withdrawn_is_never_planned_again(Dispatch state, Signal signal) {
        boolean isWithdrawn = state instanceof Withdrawn
                || state instanceof Sending sending && sending.withdrawn()
                || state instanceof Unknown unknown && unknown.withdrawn();
        if (isWithdrawn) {
            assertThat(after(state, signal)).isNotInstanceOfAny(Planned.class, ForAPerson.class);
        }
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void a_withdrawal_stops_everything_that_has_not_left(Dispatch state, Signal signal) {
        Dispatch next = after(after(state, new Signal.Withdraw()), signal);

        assertThat(next).isNotInstanceOfAny(Planned.class, ForAPerson.class);
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void hearing_it_twice_has_no_second_effect(Dispatch state, Signal signal) {
        boolean isNews = signal instanceof Signal.Withdraw || signal instanceof Signal.Accepted;
        if (isNews) {
            Dispatch once = after(state, signal);
            assertThat(after(once, signal)).isEqualTo(once);
        }
    }

    @Test
    void the_first_channel_that_reaches_the_debtor_is_taken() {
        assertThat(after(new Planned(0, 0), BEGIN)).isEqualTo(new Sending(0, 1, false));
        assertThat(after(new Planned(0, 4), BEGIN)).isEqualTo(new Sending(0, 5, false));
        assertThat(after(new Planned(0, 0), new Signal.Begin(List.of("email", "letter"), Set.of("letter"))))
                .isEqualTo(new ForAPerson(1));
        assertThat(after(new Planned(1, 0), BEGIN)).isEqualTo(new ForAPerson(1));
        assertThat(after(new Planned(2, 0), BEGIN)).isEqualTo(new Undeliverable(1));
        assertThat(after(new Planned(0, 0), new Signal.Begin(List.of("pigeon"), Set.of("email"))))
                .isEqualTo(new Undeliverable(0));
    }

    @Test
    void a_refused_address_goes_on_with_the_next_channel_and_a_busy_server_with_the_same() {
        assertThat(after(new Sending(0, 3, false), new Signal.Bounced())).isEqualTo(new Planned(1, 0));
        assertThat(after(new Sending(0, 3, false), new Signal.Deferred(false))).isEqualTo(new Planned(0, 3));
        assertThat(after(new Sending(0, 3, false), new Signal.Deferred(true))).isEqualTo(new Planned(1, 0));
    }

    @Test
    void doubt_is_for_a_person_or_counts_as_sent_as_the_policy_says() {
        assertThat(after(new Sending(0, 1, false), new Signal.Lost(OnUnknown.ASK)))
                .isEqualTo(new Unknown(0, 1, false));
        assertThat(after(new Sending(0, 1, true), new Signal.Lost(OnUnknown.ASSUME_SENT)))
                .isEqualTo(new Sent(0));
        assertThat(after(new Unknown(0, 1, false), new Signal.Done(false))).isEqualTo(new Planned(0, 1));
        assertThat(after(new Unknown(0, 1, true), new Signal.Done(false))).isEqualTo(new Withdrawn(0));
    }

    @Test
    void a_person_can_only_report_on_what_a_person_was_asked() {
        assertThat(DispatchRules.decide(new Planned(0, 0), new Signal.Done(true)))
                .isInstanceOf(Refuse.class);
        assertThat(DispatchRules.decide(new Sending(0, 1, false), new Signal.Done(true)))
                .isInstanceOf(Refuse.class);
        assertThat(DispatchRules.decide(new Sent(0), new Signal.Done(false))).isInstanceOf(Refuse.class);
        assertThat(DispatchRules.decide(new Sent(0), new Signal.Done(true))).isInstanceOf(Stay.class);
    }
}
