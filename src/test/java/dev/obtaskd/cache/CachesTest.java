package dev.obtaskd.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import dev.obtaskd.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CachesTest {

    private static final int MAXIMUM = 10;

    @Test
    void aSizedCacheEvictsAtItsMaximumOnTheCallingThread() {
        Cache<Integer, String> cache = Caches.sized(MAXIMUM).build();
        for (var key = 0; key < 10 * MAXIMUM; key++) {
            cache.put(key, "value");
            assertThat(cache.estimatedSize()).isLessThanOrEqualTo(MAXIMUM);
        }
    }

    @Test
    void entriesExpireByTheGivenClock() {
        var clock = new SettableClock();
        Cache<String, String> cache =
                Caches.expiring(clock).expireAfterWrite(Duration.ofMinutes(1)).build();
        cache.put("key", "value");
        clock.pass(Duration.ofMinutes(1).minusNanos(1));
        assertThat(cache.getIfPresent("key")).isEqualTo("value");
        clock.pass(Duration.ofNanos(1));
        assertThat(cache.getIfPresent("key")).isNull();
    }
}
