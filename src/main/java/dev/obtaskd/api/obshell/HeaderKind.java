package dev.obtaskd.api.obshell;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * The two headers with which clients log in. obshell wants another password in each; here it is the same,
 * as some clients can send the second only. Which one counts if both are sent goes by the order.
 */
enum HeaderKind {
    AGENT("X-OCS-Agent-Header", WireCode.AUTH_INCORRECT_AGENT_PASSWORD),
    OCEANBASE("X-OCS-Header", WireCode.AUTH_INCORRECT_OCEANBASE_PASSWORD);

    private final String header;
    private final WireCode incorrect;

    HeaderKind(String header, WireCode incorrect) {
        this.header = header;
        this.incorrect = incorrect;
    }

    /** The one that a request has; null if it has none. */
    static @Nullable HeaderKind of(HttpServerRequest request) {
        for (var kind : values()) {
            if (request.headers().contains(kind.header)) {
                return kind;
            }
        }
        return null;
    }

    /** Name of the header. */
    String header() {
        return header;
    }

    /** What a wrong password is called there. */
    WireCode incorrect() {
        return incorrect;
    }
}
