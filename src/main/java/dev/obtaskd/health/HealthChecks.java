package dev.obtaskd.health;

import dev.obtaskd.engine.EngineLoop;
import dev.obtaskd.store.DiskSpace;
import dev.obtaskd.store.writer.StoreWriter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * The checks of {@code /q/health}. Live: the engine thread and the writing thread run. Ready: tasks
 * can be stored and run. Started: the recovery of unfinished tasks is complete.
 */
@ApplicationScoped
class HealthChecks {

    private final StoreWriter writer;
    private final EngineLoop loop;
    private final StoreProbe probe;

    HealthChecks(StoreWriter writer, EngineLoop loop, StoreProbe probe) {
        this.writer = writer;
        this.loop = loop;
        this.probe = probe;
    }

    @Produces
    @Liveness
    HealthCheck engineThread() {
        return () -> named("engine thread").status(loop.alive()).build();
    }

    @Produces
    @Liveness
    HealthCheck storeThread() {
        return () -> named("store thread").status(writer.alive()).build();
    }

    @Produces
    @Readiness
    HealthCheck engine() {
        return () -> named("engine").status(loop.alive()).build();
    }

    @Produces
    @Readiness
    HealthCheck store() {
        return () -> {
            var answer = probe.answer();
            return named("store")
                    .status(answer == StoreProbe.Answer.WRITTEN)
                    .withData("store", answer.text())
                    .withData("pendingUnits", writer.stats().pending())
                    .build();
        };
    }

    @Produces
    @Readiness
    HealthCheck disk() {
        return () -> disk(writer.disk());
    }

    @Produces
    @Startup
    HealthCheck recovered() {
        return () -> named("recovery").status(loop.recovered()).build();
    }

    /** Not a reason to be not ready: below the reserve only submits are refused. */
    static HealthCheckResponse disk(DiskSpace space) {
        var free = space.freeBytes();
        if (free == null) {
            return named("disk").down().withData("disk", "does not answer").build();
        }
        return named("disk")
                .up()
                .withData("disk", space.belowReserve() ? "below reserve" : "above reserve")
                .withData("freeBytes", free)
                .withData("reserveBytes", space.reserveBytes())
                .build();
    }

    private static HealthCheckResponseBuilder named(String part) {
        return HealthCheckResponse.named(part);
    }
}
