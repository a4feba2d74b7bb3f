package dev.obtaskd.security;

import com.github.benmanes.caffeine.cache.Cache;
import dev.obtaskd.cache.Caches;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Login sessions, in memory: a session ends half an hour after its last use, or with the process.
 * Thread-safe.
 */
@ApplicationScoped
public class SessionStore {

    static final Duration IDLE = Duration.ofMinutes(30);
    static final int MAXIMUM = 10_000;

    /** How long an unused session can be told from one that never existed. */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final int ID_BYTES = 32;

    private final Clock clock;
    private final Cache<String, Session> sessions;

    SessionStore(@Identifier("steady") Clock clock) {
        this.clock = clock;
        this.sessions = Caches.expiring(clock).expireAfterAccess(KEPT).build();
    }

    /** Result of looking up a session. */
    public sealed interface Found {
        /** The session is open. */
        record Open(SecurityIdentity identity) implements Found {}

        /** The session was unused for too long. */
        record Expired() implements Found {}

        /** There is no such session, or it was closed. */
        record Unknown() implements Found {}
    }

    /**
     * Opens a session. If there are too many, the one that is unused longest is closed.
     *
     * @return its id, 64 random hexadecimal digits
     */
    public String open(SecurityIdentity identity) {
        var bytes = new byte[ID_BYTES];
        new SecureRandom().nextBytes(bytes);
        var id = HexFormat.of().formatHex(bytes);
        if (sessions.estimatedSize() >= MAXIMUM) {
            var byAge = sessions.policy().expireAfterAccess().orElseThrow();
            sessions.invalidateAll(byAge.oldest(1).keySet());
        }
        sessions.put(id, new Session(identity, clock.instant().plus(IDLE)));
        return id;
    }

    /** The session of an id; the lookup counts as a use of it. */
    public Found use(String id) {
        var now = clock.instant();
        var session = sessions.getIfPresent(id);
        if (session == null) {
            return new Found.Unknown();
        }
        if (!now.isBefore(session.until())) {
            sessions.invalidate(id);
            return new Found.Expired();
        }
        // Not put: a session that was closed meanwhile must stay closed.
        sessions.asMap().replace(id, session, new Session(session.identity(), now.plus(IDLE)));
        return new Found.Open(session.identity());
    }

    /** Closes all sessions of an account. */
    public void closeAll(String name) {
        sessions.asMap().values().removeIf(session -> session.of(name));
    }

    /** Closes a session if it exists. */
    public void close(String id) {
        sessions.invalidate(id);
    }

    private record Session(SecurityIdentity identity, Instant until) {

        boolean of(String name) {
            return identity.getPrincipal().getName().equals(name);
        }
    }
}
