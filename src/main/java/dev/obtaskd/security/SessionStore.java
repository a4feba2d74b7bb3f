package dev.obtaskd.security;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who is logged in, in memory: a session ends half an hour after its last use, or with the process.
 * Thread-safe.
 */
@ApplicationScoped
public class SessionStore {

    static final Duration IDLE = Duration.ofMinutes(30);
    static final int MOST = 10_000;
    private static final int ID_BYTES = 32;

    private final Clock clock;
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    SessionStore(@Identifier("steady") Clock clock) {
        this.clock = clock;
    }

    /** What the id of a session leads to. */
    public sealed interface Found {
        /** A session in use. */
        record Open(SecurityIdentity identity) implements Found {}

        /** One that was not used for too long. */
        record Expired() implements Found {}

        /** None, or one that ended. */
        record Unknown() implements Found {}
    }

    /**
     * Begins a session.
     *
     * @return its id, 64 hexadecimal digits that nobody can guess
     */
    public String open(SecurityIdentity identity) {
        var bytes = new byte[ID_BYTES];
        new SecureRandom().nextBytes(bytes);
        var id = HexFormat.of().formatHex(bytes);
        synchronized (sessions) {
            if (sessions.size() >= MOST) {
                sessions.remove(sessions.keySet().iterator().next());
            }
            sessions.put(id, new Session(identity, clock.instant().plus(IDLE)));
        }
        return id;
    }

    /** The session of that id, which is used by asking for it. */
    public Found use(String id) {
        var now = clock.instant();
        synchronized (sessions) {
            // Taken out and put back: the map keeps the order of use.
            var session = sessions.remove(id);
            if (session == null) {
                return new Found.Unknown();
            }
            if (!now.isBefore(session.until())) {
                return new Found.Expired();
            }
            sessions.put(id, new Session(session.identity(), now.plus(IDLE)));
            return new Found.Open(session.identity());
        }
    }

    /** Ends a session; nothing happens if there is none. */
    public void close(String id) {
        synchronized (sessions) {
            sessions.remove(id);
        }
    }

    private record Session(SecurityIdentity identity, Instant until) {}
}
