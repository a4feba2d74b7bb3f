package dev.obtaskd;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;

/** The daemon's source of time; tests replace it. */
@ApplicationScoped
class ClockProducer {

    /** Precision of the store; with a finer clock, values in memory and on disk would differ. */
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    @Produces
    @ApplicationScoped
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), MICROSECOND);
    }

    /**
     * For durations in memory, such as those of sessions. Setting the clock of the host has no
     * effect on it.
     */
    @Produces
    @Identifier("steady")
    @ApplicationScoped
    Clock steady() {
        return new SteadyClock(clock().instant());
    }

    /** The clock of the command line, with the time zone of the user. */
    static Clock local() {
        return Clock.system(ZoneId.systemDefault());
    }
}
