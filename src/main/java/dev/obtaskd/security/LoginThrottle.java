package dev.obtaskd.security;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Limits guesses: so many a minute for each address and name, and for each address; never for a
 * name alone, as that would let strangers shut its user out. Credentials that were verified a short
 * while ago do not come here. Bounded; thread-safe.
 */
@ApplicationScoped
public class LoginThrottle {

    /** For an address and a name. */
    static final int TRIES = 20;

    /** For an address. */
    static final int TRIES_OF_ADDRESS = 100;

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
     * @return how long to wait if there were too many
     */
    public Optional<Duration> tryAgain(String address, String name) {
        synchronized (tries) {
            var wait = blocked(address, name);
            if (wait.isEmpty()) {
                count(new Guesser(address, name));
                count(new Guesser(address, null));
            }
            return wait;
        }
    }

    /** How long to wait if there were too many tries already; counts nothing. */
    public Optional<Duration> blocked(String address, String name) {
        synchronized (tries) {
            return left(new Guesser(address, name), TRIES)
                    .or(() -> left(new Guesser(address, null), TRIES_OF_ADDRESS));
        }
    }

    /** Forgets the tries of one who got in. */
    public void succeeded(String address, String name) {
        synchronized (tries) {
            tries.remove(new Guesser(address, name));
        }
    }

    private Optional<Duration> left(Guesser guesser, int most) {
        var now = clock.instant();
        return Optional.ofNullable(tries.get(guesser))
                .filter(before -> before.count() >= most && now.isBefore(before.until()))
                .map(before -> Duration.between(now, before.until()));
    }

    private void count(Guesser guesser) {
        var now = clock.instant();
        var before = tries.get(guesser);
        if (before != null && now.isBefore(before.until())) {
            tries.put(guesser, new Tries(before.count() + 1, before.until()));
            return;
        }
        tries.remove(guesser);
        if (tries.size() >= MOST) {
            tries.remove(tries.keySet().iterator().next());
        }
        tries.put(guesser, new Tries(1, now.plus(WINDOW)));
    }

    /**
     * @param name null for all names together
     */
    private record Guesser(String address, @Nullable String name) {}

    private record Tries(int count, Instant until) {}
}
