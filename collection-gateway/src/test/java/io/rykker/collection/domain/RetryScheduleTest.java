package io.rykker.collection.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private final RetrySchedule schedule = new RetrySchedule(List.of(Duration.ofSeconds(5), Duration.ofMinutes(5)));

    @Test
    void each_failure_waits_for_its_turn_and_the_last_gives_up() {
        assertThat(schedule.after(1, Duration.ZERO, 0)).contains(Duration.ofSeconds(5));
        assertThat(schedule.after(1, Duration.ZERO, 1)).contains(Duration.ofMillis(5500));
        assertThat(schedule.after(2, Duration.ZERO, 0)).contains(Duration.ofMinutes(5));
        assertThat(schedule.after(3, Duration.ZERO, 0)).isEmpty();
    }

    @Test
    void an_agency_that_asks_for_more_time_gets_it_up_to_a_day() {
        assertThat(schedule.after(1, Duration.ofMinutes(1), 0)).contains(Duration.ofMinutes(1));
        assertThat(schedule.after(1, Duration.ofSeconds(1), 0)).contains(Duration.ofSeconds(5));
        assertThat(schedule.after(1, Duration.ofDays(300), 0)).contains(Duration.ofHours(24));
    }

    @Test
    void only_success_is_success() {
        assertThat(CallResult.answered(200, Duration.ZERO)).isInstanceOf(CallResult.Delivered.class);
        assertThat(CallResult.answered(204, Duration.ZERO)).isInstanceOf(CallResult.Delivered.class);
        assertThat(CallResult.answered(301, Duration.ZERO)).isInstanceOf(CallResult.Failed.class);
        assertThat(CallResult.answered(404, Duration.ZERO)).isInstanceOf(CallResult.Failed.class);
        assertThat(CallResult.answered(410, Duration.ZERO)).isInstanceOf(CallResult.Gone.class);
        assertThat(CallResult.answered(500, Duration.ZERO))
                .isInstanceOfSatisfying(
                        CallResult.Failed.class,
                        failed -> assertThat(failed.mayBeThere()).isTrue());
        assertThat(CallResult.answered(422, Duration.ZERO))
                .isInstanceOfSatisfying(
                        CallResult.Failed.class,
                        failed -> assertThat(failed.mayBeThere()).isFalse());
    }
}
