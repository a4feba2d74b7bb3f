package dev.obtaskd.health;

import dev.obtaskd.engine.EngineLoop;
import dev.obtaskd.store.DiskSpace;
import dev.obtaskd.store.LocalStoreMonitor;
import dev.obtaskd.store.TaskStore;
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

    private final TaskStore store;
    private final LocalStoreMonitor local;
    private final EngineLoop loop;
    private final StoreProbe probe;

    HealthChecks(TaskStore store, LocalStoreMonitor local, EngineLoop loop, StoreProbe probe) {
        this.store = store;
        this.local = local;
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
        return () -> named("store thread").status(store.health().alive()).build();
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
                    .withData("pendingUnits", store.health().pendingUnits())
                    .build();
        };
    }

    @Produces
    @Readiness
    HealthCheck disk() {
        return () -> disk(local.disk());
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
