package dev.obtaskd.security.session;

import dev.obtaskd.security.UserRole;
import io.quarkus.security.identity.SecurityIdentity;
import java.time.Instant;
import java.util.Optional;

/**
 * An open session.
 *
 * @param idHash hash of its id
 * @param role that the user has now
 * @param csrfToken required in writes
 * @param idleUntil when it ends without further use
 * @param until when it ends in any case
 */
public record LoginSession(
        String idHash,
        String user,
        UserRole role,
        String csrfToken,
        Instant createdAt,
        Instant idleUntil,
        Instant until) {

    /** The session that a caller is authenticated by. */
    public static Optional<LoginSession> of(SecurityIdentity identity) {
        return Optional.ofNullable(identity.getAttribute(LoginSession.class.getName()));
    }

    /** Omits the token, so that it never gets into a log. */
    @Override
    public String toString() {
        return "LoginSession[" + user + ", " + role + "]";
    }
}
