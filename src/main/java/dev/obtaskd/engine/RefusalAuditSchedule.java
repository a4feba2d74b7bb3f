package dev.obtaskd.engine;

import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.store.TaskStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import org.jboss.logging.Logger;

/** Stores the numbers of refusals that were not audited one by one, every minute and at the end. */
@ApplicationScoped
class RefusalAuditSchedule {

    private static final Logger LOG = Logger.getLogger(RefusalAuditSchedule.class);

    private final EngineContext context;
    private final TaskStore store;

    RefusalAuditSchedule(EngineContext context, TaskStore store) {
        this.context = context;
        this.store = store;
    }

    // Not at the start: it may be refused.
    @Scheduled(
            every = "1m",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void everyMinute() {
        var refusals = context.refusals();
        if (!refusals.pending()) {
            return;
        }
        try {
            store.write(
                    tx -> {
                        refusals.store(tx, context.clock().instant());
                        return refusals;
                    });
        } catch (StoreUnavailableException lost) {
            LOG.warnf("Cannot audit the number of refused requests: %s", lost.getMessage());
        }
    }

    void stop(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ShutdownEvent event) {
        everyMinute();
    }
}
