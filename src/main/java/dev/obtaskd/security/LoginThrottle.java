package dev.obtaskd.security;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Limits how often somebody may guess: so many tries a minute for each address and name. Credentials
 * that were verified a short while ago do not come here, so guessing never shuts out who is in
 * already. Bounded; thread-safe.
 */
@ApplicationScoped
public class LoginThrottle {

    static final int TRIES = 20;
    static final Duration WINDOW = Duration.ofMinutes(1);
    static final int MOST = 10_000;

    private final Clock clock;
    private final Map<Guesser, Tries> tries = new LinkedHashMap<>();

    LoginThrottle(@Identifier("steady") Clock clock) {
        this.clock = clock;
    }

    /**
     * Counts one more try.
     *
     * @return how long to wait if there were too many; then this one must not be made
     */
    public Optional<Duration> tryAgain(String address, String name) {
        var now = clock.instant();
        synchronized (tries) {
            var guesser = new Guesser(address, name);
            var before = tries.get(guesser);
            if (before == null || !now.isBefore(before.until())) {
                tries.remove(guesser);
                makeRoom();
                tries.put(guesser, new Tries(1, now.plus(WINDOW)));
                return Optional.empty();
            }
            if (before.count() >= TRIES) {
                return Optional.of(Duration.between(now, before.until()));
            }
            tries.put(guesser, new Tries(before.count() + 1, before.until()));
            return Optional.empty();
        }
    }

    /** How long to wait if there were too many tries already; counts nothing. */
    public Optional<Duration> blocked(String address, String name) {
        var now = clock.instant();
        synchronized (tries) {
            return Optional.ofNullable(tries.get(new Guesser(address, name)))
                    .filter(before -> before.count() >= TRIES && now.isBefore(before.until()))
                    .map(before -> Duration.between(now, before.until()));
        }
    }

    /** Forgets the tries of one who got in. */
    public void succeeded(String address, String name) {
        synchronized (tries) {
            tries.remove(new Guesser(address, name));
        }
    }

    private void makeRoom() {
        if (tries.size() >= MOST) {
            tries.remove(tries.keySet().iterator().next());
        }
    }

    private record Guesser(String address, String name) {}

    private record Tries(int count, Instant until) {}
}
