package dev.obtaskd.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.obtaskd.cache.Caches;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Limits the rate of password checks: per address and name, and per address. There is no limit per
 * name alone, because others could use it to lock a user out. Credentials that were verified
 * recently are not counted. Thread-safe.
 *
 * <p>The number of counters is bounded. A full table drops the counters that are read least, which
 * are not those of a caller that keeps guessing.
 */
@ApplicationScoped
public class LoginThrottle {

    /** Attempts per window for an address and a name. */
    static final int ATTEMPTS = 20;

    /** Attempts per window for an address. */
    static final int ATTEMPTS_OF_ADDRESS = 100;

    static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MAXIMUM = 10_000;

    /** An entry expires one window after the first attempt that it counts. */
    private final Cache<Source, Integer> attempts;

    LoginThrottle(@Identifier("steady") Clock clock) {
        this.attempts =
                Caches.expiring(clock)
                        .expireAfter(Expiry.<Source, Integer>creating((source, count) -> WINDOW))
                        .maximumSize(MAXIMUM)
                        .build();
    }

    /**
     * Counts one more attempt.
     *
     * @return how long to wait if the limit is reached
     */
    public synchronized Optional<Duration> tryAgain(String address, String name) {
        var wait = blocked(address, name);
        if (wait.isEmpty()) {
            count(new Source(address, name));
            count(new Source(address, null));
        }
        return wait;
    }

    /** How long to wait if the limit is reached; counts nothing. */
    public Optional<Duration> blocked(String address, String name) {
        return wait(new Source(address, name), ATTEMPTS)
                .or(() -> wait(new Source(address, null), ATTEMPTS_OF_ADDRESS));
    }

    /**
     * Resets the count of an address and a name after a successful login, which does not count for
     * the address either.
     */
    public synchronized void succeeded(String address, String name) {
        attempts.invalidate(new Source(address, name));
        attempts.asMap()
                .computeIfPresent(
                        new Source(address, null), (source, count) -> count > 1 ? count - 1 : null);
    }

    private Optional<Duration> wait(Source source, int limit) {
        var count = attempts.getIfPresent(source);
        return count == null || count < limit
                ? Optional.empty()
                : attempts.policy().expireVariably().orElseThrow().getExpiresAfter(source);
    }

    private void count(Source source) {
        attempts.asMap().merge(source, 1, Integer::sum);
    }

    /**
     * Where attempts come from.
     *
     * @param name null for all names together
     */
    private record Source(String address, @Nullable String name) {}
}
