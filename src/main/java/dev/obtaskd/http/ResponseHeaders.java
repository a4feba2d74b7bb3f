package dev.obtaskd.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.Map;

/**
 * Security headers of every response, including those that no API has written. Values that a
 * response has already are kept.
 */
final class ResponseHeaders {

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
                    "Content-Security-Policy",
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
