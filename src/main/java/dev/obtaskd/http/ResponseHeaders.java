package dev.obtaskd.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.Map;

/**
 * Default headers of responses: no caching, no content sniffing, no framing. A page sets its own.
 */
final class ResponseHeaders {

    private static final Map<String, String> ALL =
            Map.of(
                    "Cache-Control", "no-store",
                    "X-Content-Type-Options", "nosniff",
                    "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

    private ResponseHeaders() {}

    static void complete(HttpHeaders headers) {
        ALL.forEach(
                (name, value) -> {
                    if (!headers.contains(name)) {
                        headers.set(name, value);
                    }
                });
    }
}
