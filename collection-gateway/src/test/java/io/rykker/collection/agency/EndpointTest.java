package io.rykker.collection.agency;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rykker.collection.messaging.Unreadable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static Endpoint endpoint(boolean allowInsecure) {
        return new Endpoint(allowInsecure);
    }

    @Test
    void a_public_address_with_tls_is_taken() {
        assertThatCode(() -> endpoint(false).check("https://agency.example/hooks?x=1", SECRET))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://agency.example/hook",
                "https://127.0.0.1/hook",
                "https://2130706433/hook",
                "https://0x7f000001/hook",
                "https://[::1]/hook",
                "https://169.254.169.254/latest",
                "https://localhost/hook",
                "https://LOCALHOST/hook",
                "https://db.internal/hook",
                "https://printer/hook",
                "https://user:pw@agency.example/hook",
                "file:///etc/passwd",
                "ftp://agency.example",
                "javascript:alert(1)",
                "agency.example",
                "https://",
                "not an address"
            })
    void an_address_of_the_inner_network_or_without_tls_is_refused(String url) {
        assertThatThrownBy(() -> endpoint(false).check(url, SECRET)).isInstanceOf(Unreadable.class);
    }

    @Test
    void a_trial_may_use_this_machine() {
        assertThatCode(() -> endpoint(true).check("http://localhost:18090/agency", SECRET))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> endpoint(true).check("file:///etc/passwd", SECRET))
                .isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "whsec_",
                "whsec_c2hvcnQ=",
                "whsec_not base64 at all!",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
            })
    void a_secret_that_is_too_short_or_no_secret_is_refused(String secret) {
        assertThatThrownBy(() -> endpoint(false).check("https://agency.example", secret))
                .isInstanceOf(Unreadable.class);
    }
}
