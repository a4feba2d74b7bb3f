package dev.obtaskd.api.obshell.auth;

import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.security.InitialAdmin;
import dev.obtaskd.security.RootPasswordCheck;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The two authentication headers. obshell expects a different password in each. Here both take that
 * of {@code admin}, because some clients can send only the second one, which also takes that of
 * OceanBase. If a request has both, the first in this order counts.
 */
public enum AuthHeaderKind {
    AGENT(
            "X-OCS-Agent-Header",
            ObshellErrorCode.AUTH_INCORRECT_AGENT_PASSWORD,
            List.of(InitialAdmin.NAME)),
    OCEANBASE(
            "X-OCS-Header",
            ObshellErrorCode.AUTH_INCORRECT_OCEANBASE_PASSWORD,
            // OceanBase last: the password of admin must not be sent to it and counted as a failed
            // login.
            List.of(InitialAdmin.NAME, RootPasswordCheck.NAME));

    private final String header;
    private final ObshellErrorCode incorrect;
    private final List<String> accounts;

    AuthHeaderKind(String header, ObshellErrorCode incorrect, List<String> accounts) {
        this.header = header;
        this.incorrect = incorrect;
        this.accounts = accounts;
    }

    /** The kind of header in a request; null if there is none. */
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

    /** The error code of a wrong password. */
    ObshellErrorCode incorrect() {
        return incorrect;
    }

    /** Accounts whose password is accepted, in the order of checking. */
    public List<String> accounts() {
        return accounts;
    }
}
