package dev.obtaskd.health;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A result that is cached for a short time, so that frequent requests cost no more than one.
 *
 * @param <T> type of the result
 */
final class CachedResult<T> {

    private final Supplier<T> supplier;
    private final long keptNanos;
    private final LongSupplier nanoTime;
    private @Nullable T result;
    private long computedAt;

    CachedResult(Supplier<T> supplier, Duration kept, LongSupplier nanoTime) {
        this.supplier = supplier;
        this.keptNanos = kept.toNanos();
        this.nanoTime = nanoTime;
    }

    /** The result, computed again if it is too old. Concurrent callers share one computation. */
    synchronized T get() {
        var known = result;
        if (known == null || nanoTime.getAsLong() - computedAt >= keptNanos) {
            known = supplier.get();
            result = known;
            computedAt = nanoTime.getAsLong();
        }
        return known;
    }
}
