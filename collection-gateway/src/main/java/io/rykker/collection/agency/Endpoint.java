package io.rykker.collection.agency;

import io.rykker.collection.CollectionConfig;
import io.rykker.collection.messaging.Unreadable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What may be registered as an agency's webhook. Names are not resolved here: they can point elsewhere a moment later, so
 * that a proxy that filters what goes out is what really keeps calls away from the inner network.
 */
@Singleton
public class Endpoint {

    private static final String SECRET = "whsec_";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;
    private static final Pattern NUMERIC = Pattern.compile("\\[.*]|[0-9.]+|0x[0-9a-f]+(\\..*)?");
    private static final Pattern INNER = Pattern.compile("localhost|.*\\.localhost|.*\\.local|.*\\.internal|[^.]*");

    private final boolean allowInsecure;

    @Inject
    Endpoint(CollectionConfig config) {
        this(config.allowInsecure());
    }

    Endpoint(boolean allowInsecure) {
        this.allowInsecure = allowInsecure;
    }

    /** Refuses with {@link Unreadable}. */
    public void check(String url, String secret) {
        checkUrl(url);
        checkSecret(secret);
    }

    private void checkUrl(String url) {
        URI uri = parse(url);
        String host = uri.getHost();
        if (host == null || uri.getUserInfo() != null || uri.getFragment() != null) {
            throw new Unreadable("url", "is not an address like https://agency.example/webhook");
        }
        boolean isSecure = "https".equalsIgnoreCase(uri.getScheme());
        if (!isSecure && !"http".equalsIgnoreCase(uri.getScheme())) {
            throw new Unreadable("url", "is neither https nor http");
        }
        if (allowInsecure) {
            return;
        }
        if (!isSecure) {
            throw new Unreadable("url", "is not https, and debtors' data go there");
        }
        String name = host.toLowerCase(Locale.ROOT);
        if (NUMERIC.matcher(name).matches() || INNER.matcher(name).matches()) {
            throw new Unreadable("url", "has no public host name");
        }
    }

    private static URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException _) {
            throw new Unreadable("url", "is not an address like https://agency.example/webhook");
        }
    }

    private static void checkSecret(String secret) {
        if (secret.startsWith(SECRET)) {
            try {
                int bytes = Base64.getDecoder().decode(secret.substring(SECRET.length())).length;
                if (bytes >= LEAST_BYTES && bytes <= MOST_BYTES) {
                    return;
                }
            } catch (IllegalArgumentException _) {
                // Told below, like every other secret that cannot be used.
            }
        }
        throw new Unreadable("secret", "is not whsec_ and 24 to 64 bytes in Base64");
    }
}
