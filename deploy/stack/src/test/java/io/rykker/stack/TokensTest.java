package io.rykker.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

    @TempDir
    Path home;

    @Test
    void a_token_is_signed_by_the_published_key_and_carries_its_claims() throws Exception {
        var tokens = Tokens.open(Layout.open(home, Ports.free()));

        JwtClaims claims = read(tokens, tokens.issue(List.of("erp"), List.of("dk-nordlys"), null, Duration.ofHours(1)));

        assertThat(claims.getStringListClaimValue("groups")).containsExactly("erp");
        assertThat(claims.getStringListClaimValue("creditors")).containsExactly("dk-nordlys");
        assertThat(claims.hasClaim("agency")).isFalse();
    }

    @Test
    void an_agency_token_names_its_agency() throws Exception {
        var tokens = Tokens.open(Layout.open(home, Ports.free()));

        JwtClaims claims = read(tokens, tokens.forAgency("fjordinkasso"));

        assertThat(claims.getStringClaimValue("agency")).isEqualTo("fjordinkasso");
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("agency");
    }

    @Test
    void a_partners_token_names_it_and_the_creditors_that_it_works_for() throws Exception {
        var tokens = Tokens.open(Layout.open(home, Ports.free()));

        JwtClaims claims = read(
                tokens,
                tokens.issue(List.of("partner"), List.of("dk-nordlys"), null, "nordpartner", Duration.ofHours(1)));

        assertThat(claims.getStringClaimValue("partner")).isEqualTo("nordpartner");
        assertThat(claims.getStringListClaimValue("creditors")).containsExactly("dk-nordlys");
    }

    @Test
    void the_pair_outlives_the_command_and_its_secret_half_is_private() throws Exception {
        Layout layout = Layout.open(home, Ports.free());
        String token = Tokens.open(layout).forRole("ops");

        assertThat(read(Tokens.open(layout), token).getSubject()).isEqualTo("local-ops");
        assertThat(Files.getPosixFilePermissions(home.resolve("keys/jwt-private.pem")))
                .hasSize(2);
    }

    private static JwtClaims read(Tokens tokens, String token) throws Exception {
        byte[] key = Base64.getMimeDecoder()
                .decode(Files.readString(tokens.publicKey()).replaceAll("-----[A-Z ]+-----", ""));
        return new JwtConsumerBuilder()
                .setVerificationKey(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key)))
                .setExpectedIssuer(Tokens.ISSUER)
                .setRequireExpirationTime()
                .build()
                .processToClaims(token);
    }
}
