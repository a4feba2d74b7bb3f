package dev.obtaskd.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.Map;

/**
 * Security headers of every response, including those that no API has written. Values that a
 * response has already are kept.
 */
final class ResponseHeaders {

    static final String POLICY = "Content-Security-Policy";

    /**
     * The policy for the page: everything from this daemon only. Its component library inserts
     * style elements at run time, so styles may be inline; scripts never.
     */
    static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data:; font-src 'self'; connect-src 'self';"
                    + " manifest-src 'self'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'";

    private static final Map<String, String> ALL =
            Map.of(
                    "Cache-Control",
                    "no-store",
                    "X-Content-Type-Options",
                    "nosniff",
                    "X-Frame-Options",
                    "DENY",
                    // Keeps the header Origin of requests by the page itself.
                    "Referrer-Policy",
                    "same-origin",
                    POLICY,
                    "default-src 'none'; frame-ancestors 'none'");

    /** A year. Not for sub domains: other services of the host may have no TLS. */
    private static final String STRICT_TRANSPORT = "max-age=31536000";

    private ResponseHeaders() {}

    /**
     * @param tls whether the connection is encrypted
     */
    static void complete(HttpHeaders headers, boolean tls) {
        ALL.forEach(
                (name, value) -> {
                    if (!headers.contains(name)) {
                        headers.set(name, value);
                    }
                });
        if (tls && !headers.contains("Strict-Transport-Security")) {
            headers.set("Strict-Transport-Security", STRICT_TRANSPORT);
        }
    }
}
