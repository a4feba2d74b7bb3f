package dev.obtaskd.store.writer;

import java.util.concurrent.TimeUnit;

/** The delay before a failed store is reopened: doubled after each failure, at most 2 s. */
final class ReopenBackoff {

    private static final long FIRST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 2_000;

    private long delayMillis = FIRST_MILLIS;
    private long until = System.nanoTime();

    void failed() {
        until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delayMillis);
        delayMillis = Math.min(2 * delayMillis, LONGEST_MILLIS);
    }

    void succeeded() {
        delayMillis = FIRST_MILLIS;
    }

    boolean elapsed() {
        return System.nanoTime() - until >= 0;
    }

    long leftMillis() {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime()) + 1);
    }
}
