package dev.obtaskd;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A monotonic clock: it starts at a given time and advances independently of the clock of the host.
 * For durations within the process; stored or displayed times need the wall clock.
 */
final class SteadyClock extends Clock {

    private final Instant start;
    private final long startNanos = System.nanoTime();

    SteadyClock(Instant start) {
        this.start = start;
    }

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a steady clock has no time zone");
    }
}
