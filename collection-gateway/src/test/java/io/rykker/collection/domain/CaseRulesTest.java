package io.rykker.collection.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.rykker.collection.domain.Decision.Move;
import io.rykker.collection.domain.Decision.Refuse;
import io.rykker.collection.domain.Decision.Stay;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CaseRulesTest {

    private static final List<Signal> SIGNALS = List.of(
            new Signal.Planned(),
            new Signal.Delivered(),
            new Signal.Recall(true),
            new Signal.Recall(false),
            new Signal.Accept(),
            new Signal.Reject(),
            new Signal.Progress(),
            new Signal.Close(),
            new Signal.Money());

    static Stream<Arguments> everyPair() {
        return Arrays.stream(Standing.values())
                .flatMap(standing -> SIGNALS.stream().map(signal -> Arguments.of(standing, signal)));
    }

    private static Standing after(Standing standing, Signal signal) {
        return CaseRules.decide(standing, signal) instanceof Move(var next, var _) ? next : standing;
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void hearing_it_twice_has_no_second_effect(Standing standing, Signal signal) {
        assertThat(CaseRules.decide(after(standing, signal), signal)).isNotInstanceOf(Move.class);
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void only_a_new_case_is_handed_over_and_none_goes_back_to_new(Standing standing, Signal signal) {
        Standing next = after(standing, signal);

        if (next == Standing.HANDING_OVER && standing != Standing.HANDING_OVER) {
            assertThat(standing).isEqualTo(Standing.NEW);
        }
        if (next == Standing.NEW) {
            assertThat(standing).isEqualTo(Standing.NEW);
        }
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void only_a_recall_is_told_of_as_one(Standing standing, Signal signal) {
        if (CaseRules.decide(standing, signal) instanceof Move(var next, var tell) && tell) {
            assertThat(signal).isInstanceOf(Signal.Recall.class);
            assertThat(next).isEqualTo(Standing.RECALLED);
            assertThat(standing).isNotEqualTo(Standing.NEW);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Standing.class, names = "NEW", mode = EnumSource.Mode.EXCLUDE)
    void money_is_taken_whenever_it_comes(Standing standing) {
        assertThat(CaseRules.decide(standing, new Signal.Money())).isInstanceOf(Stay.class);
    }

    @Test
    void a_recall_is_told_to_an_agency_that_may_know_of_the_case() {
        assertThat(CaseRules.decide(Standing.HANDING_OVER, new Signal.Recall(true)))
                .isEqualTo(new Move(Standing.RECALLED, true));
        assertThat(CaseRules.decide(Standing.HANDING_OVER, new Signal.Recall(false)))
                .isEqualTo(new Move(Standing.RECALLED, false));
        assertThat(CaseRules.decide(Standing.ACCEPTED, new Signal.Recall(true)))
                .isEqualTo(new Move(Standing.RECALLED, true));
        assertThat(CaseRules.decide(Standing.CLOSED, new Signal.Recall(true))).isInstanceOf(Stay.class);
    }

    @Test
    void an_agency_may_answer_before_its_own_server_has_confirmed_the_call() {
        assertThat(after(Standing.HANDING_OVER, new Signal.Accept())).isEqualTo(Standing.ACCEPTED);
        assertThat(after(Standing.ACCEPTED, new Signal.Delivered())).isEqualTo(Standing.ACCEPTED);
    }

    @Test
    void what_was_decided_is_not_undecided() {
        assertThat(CaseRules.decide(Standing.ACCEPTED, new Signal.Reject())).isInstanceOf(Refuse.class);
        assertThat(CaseRules.decide(Standing.REJECTED, new Signal.Accept())).isInstanceOf(Refuse.class);
        assertThat(CaseRules.decide(Standing.RECALLED, new Signal.Accept())).isInstanceOf(Refuse.class);
        assertThat(CaseRules.decide(Standing.RECALLED, new Signal.Close())).isEqualTo(new Move(Standing.CLOSED, false));
        assertThat(CaseRules.decide(Standing.NEW, new Signal.Close())).isInstanceOf(Refuse.class);
    }
}
