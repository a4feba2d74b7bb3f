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

    private final Supplier<T> question;
    private final long keptNanos;
    private final LongSupplier nanoTime;
    private @Nullable T answer;
    private long askedAt;

    CachedResult(Supplier<T> question, Duration kept, LongSupplier nanoTime) {
        this.question = question;
        this.keptNanos = kept.toNanos();
        this.nanoTime = nanoTime;
    }

    /** The result, computed again if it is too old. Concurrent callers share one computation. */
    synchronized T get() {
        var known = answer;
        if (known == null || nanoTime.getAsLong() - askedAt >= keptNanos) {
            known = question.get();
            answer = known;
            askedAt = nanoTime.getAsLong();
        }
        return known;
    }
}
