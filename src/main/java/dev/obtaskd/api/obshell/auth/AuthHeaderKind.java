package dev.obtaskd.api.obshell.auth;

import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.security.InitialAdmin;
import dev.obtaskd.security.RootPasswordCheck;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The two headers with which clients log in. obshell wants another password in each; here that of
 * {@code admin} goes in both, as some clients can send the second only, which takes OceanBase's
 * too. Which one counts if both are sent goes by the order.
 */
public enum AuthHeaderKind {
    AGENT(
            "X-OCS-Agent-Header",
            ObshellErrorCode.AUTH_INCORRECT_AGENT_PASSWORD,
            List.of(InitialAdmin.NAME)),
    OCEANBASE(
            "X-OCS-Header",
            ObshellErrorCode.AUTH_INCORRECT_OCEANBASE_PASSWORD,
            // OceanBase last: it must not be sent, and count as wrong, what is not meant for it.
            List.of(InitialAdmin.NAME, RootPasswordCheck.NAME));

    private final String header;
    private final ObshellErrorCode incorrect;
    private final List<String> accounts;

    AuthHeaderKind(String header, ObshellErrorCode incorrect, List<String> accounts) {
        this.header = header;
        this.incorrect = incorrect;
        this.accounts = accounts;
    }

    /** The one that a request has; null if it has none. */
    static @Nullable AuthHeaderKind of(HttpServerRequest request) {
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
    ObshellErrorCode incorrect() {
        return incorrect;
    }

    /** Whose password it may have, in the order in which to try. */
    public List<String> accounts() {
        return accounts;
    }
}
