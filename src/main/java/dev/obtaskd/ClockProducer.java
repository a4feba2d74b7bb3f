package dev.obtaskd;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;

/** The daemon's only source of time; tests put a settable one in its place. */
@ApplicationScoped
class ClockProducer {

    /** What the store keeps of an instant; a finer clock would make memory and disk differ. */
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    @Produces
    @ApplicationScoped
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), MICROSECOND);
    }

    /**
     * For what lasts a while and is kept in memory only: nobody stays logged in because the host's
     * clock was set.
     */
    @Produces
    @Identifier("steady")
    @ApplicationScoped
    Clock steady() {
        return new SteadyClock(clock().instant());
    }
}
