package dev.obtaskd;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that nobody can set: it shows the time when it was made and goes on evenly from there,
 * whatever becomes of the host's. For what lasts a while and ends with the process; what is stored
 * or shown needs the wall clock.
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
        throw new UnsupportedOperationException("it is no clock to be read by people");
    }
}
