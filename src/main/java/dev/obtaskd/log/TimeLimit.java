package dev.obtaskd.log;

import java.time.Duration;

/** The time that a search may take. */
public final class TimeLimit {

    private final long start = System.nanoTime();
    private final long nanos;

    /** Starts now. */
    public TimeLimit(Duration time) {
        this.nanos = time.toNanos();
    }

    /** Whether it has passed. */
    public boolean passed() {
        return System.nanoTime() - start >= nanos;
    }

    /** Whether half of it has passed. */
    boolean halfPassed() {
        return System.nanoTime() - start >= nanos / 2;
    }
}
