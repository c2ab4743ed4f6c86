package io.rykker.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTest {

    @ParameterizedTest
    @ValueSource(strings = {"a@b.example", "first.last+tag@sub.havn.example", "x_y@h-1.example"})
    void an_ordinary_address_is_one(String email) {
        assertThat(Channel.isAddress(email)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a@",
                "@b.example",
                "a@b",
                "a b@c.example",
                "a@b.example\r\nBcc: x@y.example",
                "a@b.example, c@d.example",
                "<a@b.example>",
                "a@-b.example",
                "a@b..example",
                ".a@b.example",
                "a..b@c.example",
                "a.@b.example",
                "å@b.example",
                "a@[127.0.0.1]"
            })
    void what_could_mean_anything_else_is_not(String email) {
        assertThat(Channel.isAddress(email)).isFalse();
    }

    @Test
    void a_debtor_is_reached_where_a_contact_point_is_known() {
        assertThat(Channel.reachable(null, null, null, null)).isEmpty();
        assertThat(Channel.reachable("a@b.example", null, null, null)).containsExactly("email");
        assertThat(Channel.reachable("nonsense", "+4512345678", null, "Aarhus"))
                .containsExactlyInAnyOrder("phone", "sms", "letter");
    }

    @Test
    void waits_grow_up_to_the_longest_and_are_spread() {
        var backoff = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(15), 290);

        assertThat(backoff.after(1, 0.5)).isEqualTo(Duration.ofSeconds(5));
        assertThat(backoff.after(2, 0.5)).isEqualTo(Duration.ofSeconds(15));
        assertThat(backoff.after(200, 0.5)).isEqualTo(Duration.ofMinutes(15));
        assertThat(backoff.after(1, 0)).isEqualTo(Duration.ofSeconds(4));
        assertThat(backoff.after(1, 1)).isEqualTo(Duration.ofSeconds(6));
        assertThat(backoff.isOver(289)).isFalse();
        assertThat(backoff.isOver(290)).isTrue();
    }
}
