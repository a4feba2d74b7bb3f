package dev.obtaskd.health;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is kept for a moment, so that many who ask cost no more than one.
 *
 * @param <T> the answer
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

    /** The answer, not older than allowed; one caller gets it for all who ask meanwhile. */
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
