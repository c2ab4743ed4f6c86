package io.rykker.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** The issuer of this stack's bearer tokens: a key pair made with the data folder, its public half read by the services. */
public final class Tokens {

    /** Words for {@code --role}; each service says which of them it lets in. */
    public static final Set<String> ROLES = Set.of("erp", "ops", "viewer", "agency", "clock", "admin", "partner");

    public static final String ISSUER = "https://rykker.example";

    private final Path publicKey;
    private final PrivateKey key;

    private Tokens(Path publicKey, PrivateKey key) {
        this.publicKey = publicKey;
        this.key = key;
    }

    public static Tokens open(Layout layout) {
        Path folder = layout.folder("keys");
        Path secret = folder.resolve("jwt-private.pem");
        Path open = folder.resolve("jwt-public.pem");
        try {
            if (!Files.exists(secret)) {
                makePair(secret, open);
            }
            byte[] bytes =
                    Base64.getMimeDecoder().decode(Files.readString(secret).replaceAll("-----[A-Z ]+-----", ""));
            return new Tokens(open, KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the keys in " + folder + ": " + e.getMessage(), e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(secret + " is not a private key; delete both files in " + folder, e);
        }
    }

    /** The public half first, the private one last and in one step: a pair is either there or made anew. */
    private static void makePair(Path secret, Path open) throws IOException, GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var pair = generator.generateKeyPair();
        Files.writeString(open, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        Path draft = secret.resolveSibling("jwt-private.new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        Files.move(draft, secret, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }

    /** Where the services read the key that they check tokens with. */
    Path publicKey() {
        return publicKey;
    }

    /** A token for one role at all creditors, valid for half a day. */
    public String forRole(String role) {
        return issue(List.of(role), List.of("*"), null, Duration.ofHours(12));
    }

    /** A token of an agency's own system. */
    public String forAgency(String agency) {
        return issue(List.of("agency"), List.of(), agency, Duration.ofHours(12));
    }

    /** A token of somebody who is no partner. */
    public String issue(
            List<String> roles,
            List<String> creditors,
            @org.jspecify.annotations.Nullable String agency,
            Duration validity) {
        return issue(roles, creditors, agency, null, validity);
    }

    /**
     * Signs a token.
     *
     * @param creditors whose things the bearer may see; {@code *} for all
     * @param agency the agency that the bearer speaks for, with the role agency alone
     * @param partner the partner that the bearer speaks for, as policies name it, with the role partner alone
     */
    public String issue(
            List<String> roles,
            List<String> creditors,
            @org.jspecify.annotations.Nullable String agency,
            @org.jspecify.annotations.Nullable String partner,
            Duration validity) {
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setSubject(agency == null ? "local-" + String.join("-", roles) : agency);
        claims.setStringClaim("upn", claims.getClaimValueAsString("sub"));
        claims.setIssuedAtToNow();
        claims.setExpirationTime(expiry(validity));
        claims.setGeneratedJwtId();
        claims.setStringListClaim("groups", roles);
        claims.setStringListClaim("creditors", creditors);
        if (agency != null) {
            claims.setStringClaim("agency", agency);
        }
        if (partner != null) {
            claims.setStringClaim("partner", partner);
        }
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key);
        signature.setHeader("typ", "JWT");
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("cannot sign a token: " + e.getMessage(), e);
        }
    }

    private static NumericDate expiry(Duration validity) {
        NumericDate expiry = NumericDate.now();
        expiry.addSeconds(validity.toSeconds());
        return expiry;
    }
}
