package dev.obtaskd.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When something started and ended.
 *
 * @param startedAt null if it did not start
 * @param endedAt null while it goes on
 */
public record Lifetime(@Nullable Instant startedAt, @Nullable Instant endedAt) {

    /** Of what did not start. */
    public static final Lifetime NOT_STARTED = new Lifetime(null, null);

    Lifetime withEnd(@Nullable Instant at) {
        return new Lifetime(startedAt, at);
    }
}
