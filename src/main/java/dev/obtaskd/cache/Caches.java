package dev.obtaskd.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Instant;

/**
 * Builders of bounded in-memory caches. A cache has no thread and no timer: it removes old entries
 * while it is used, so that an idle daemon stays idle.
 *
 * <p>A native executable contains only the cache implementations that the caffeine extension of
 * Quarkus registers: for strong keys and values those bounded by size, by expiry after write or by
 * a variable expiry, each with or without a size, and by expiry after access without a size.
 */
public final class Caches {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private Caches() {}

    /**
     * A cache that is bounded by its size. When it is full, the entry that is least likely to be
     * used again is removed; it may be the new one.
     */
    public static Caffeine<Object, Object> sized(long maximum) {
        return builder().maximumSize(maximum);
    }

    /**
     * A cache whose entries expire; the caller sets when.
     *
     * @param clock measures the age of entries
     */
    public static Caffeine<Object, Object> expiring(Clock clock) {
        return builder().ticker(() -> nanos(clock.instant()));
    }

    private static Caffeine<Object, Object> builder() {
        return Caffeine.newBuilder().executor(Runnable::run);
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano();
    }
}
