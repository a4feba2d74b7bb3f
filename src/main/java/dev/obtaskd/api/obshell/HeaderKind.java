package dev.obtaskd.api.obshell;

import dev.obtaskd.security.InitialAdmin;
import dev.obtaskd.security.RootPassword;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The two headers with which clients log in. obshell wants another password in each; here that of {@code admin}
 * goes in both, as some clients can send the second only, which takes OceanBase's too. Which one counts if both
 * are sent goes by the order.
 */
enum HeaderKind {
    AGENT("X-OCS-Agent-Header", WireCode.AUTH_INCORRECT_AGENT_PASSWORD, List.of(InitialAdmin.NAME)),
    OCEANBASE("X-OCS-Header", WireCode.AUTH_INCORRECT_OCEANBASE_PASSWORD,
            // OceanBase last: it must not be sent, and count as wrong, what is not meant for it.
            List.of(InitialAdmin.NAME, RootPassword.NAME));

    private final String header;
    private final WireCode incorrect;
    private final List<String> accounts;

    HeaderKind(String header, WireCode incorrect, List<String> accounts) {
        this.header = header;
        this.incorrect = incorrect;
        this.accounts = accounts;
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

    /** Whose password it may have, in the order in which to try. */
    List<String> accounts() {
        return accounts;
    }
}
