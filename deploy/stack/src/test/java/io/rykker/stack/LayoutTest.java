package io.rykker.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {

    @TempDir
    Path home;

    @Test
    void a_folder_keeps_the_ports_and_passwords_that_it_was_made_with() {
        Ports ports = Ports.free();
        Layout first = Layout.open(home, ports);
        Layout second = Layout.open(home, Ports.usual());

        assertThat(second.port(Ports.Role.KAFKA)).isEqualTo(ports.of(Ports.Role.KAFKA));
        assertThat(second.password("invoice"))
                .isEqualTo(first.password("invoice"))
                .hasSize(48);
    }

    @Test
    void no_two_services_share_a_password_and_only_the_owner_reads_them() throws Exception {
        Layout layout = Layout.open(home, Ports.free());
        var passwords = new HashSet<String>();
        for (Service service : Service.values()) {
            assertThat(passwords.add(layout.password(service.database()))).isTrue();
        }
        assertThat(Files.getPosixFilePermissions(home.resolve("stack.properties")))
                .hasSize(2);
    }

    @Test
    void free_ports_differ_from_each_other() {
        Ports ports = Ports.free();
        assertThat(new HashSet<>(ports.byRole().values())).hasSize(Ports.Role.values().length);
    }

    @Test
    void a_taken_port_is_told_with_its_owner() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortOwner.of(socket.getLocalPort()))
                    .hasValueSatisfying(owner -> assertThat(owner).contains("process"));
        }
        assertThat(PortOwner.of(Ports.free().of(Ports.Role.KAFKA))).isEmpty();
    }

    @Test
    void an_unknown_secret_is_refused_with_the_way_out() {
        Layout layout = Layout.open(home, Ports.free());
        assertThatThrownBy(() -> layout.secret("secret.nobody"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("delete the folder");
    }

    @Test
    void the_clock_starts_at_the_present_and_then_stands_where_it_was_put() {
        Layout layout = Layout.open(home, Ports.free());
        var clock = new ManualClock(layout);
        Instant first = clock.now();
        assertThat(first).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(new ManualClock(layout).now()).isEqualTo(first);

        Instant morning = ManualClock.morningOf(LocalDate.of(2026, 1, 5));
        assertThat(clock.set(morning)).isEqualTo(new ManualClock(layout).now());
        assertThat(morning).isEqualTo(Instant.parse("2026-01-05T06:00:00Z"));
    }
}
