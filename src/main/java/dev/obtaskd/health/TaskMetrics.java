package dev.obtaskd.health;

import dev.obtaskd.engine.EngineStats;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.task.TaskState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Metrics of tasks and sub tasks. */
@ApplicationScoped
class TaskMetrics implements MeterBinder {

    private static final Logger LOG = Logger.getLogger(TaskMetrics.class);

    /** Counting reads the whole index of states; the nine gauges of one scrape share one count. */
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final CachedResult<Map<TaskState, Double>> counts;
    private final EngineStats workload;

    TaskMetrics(StoreReader tasks, EngineStats workload) {
        this.counts = new CachedResult<>(() -> counts(tasks), KEPT, System::nanoTime);
        this.workload = workload;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var state : TaskState.values()) {
            Gauge.builder(
                            "obtaskd.tasks",
                            counts,
                            known -> known.get().getOrDefault(state, Double.NaN))
                    .tag("state", state.name())
                    .description("Tasks in the store by state; the daemon's own are not counted")
                    .register(registry);
        }
        Gauge.builder("obtaskd.subtasks.running", workload, EngineStats::running)
                .description("Sub tasks that occupy a worker")
                .register(registry);
        Gauge.builder("obtaskd.subtasks.queued", workload, EngineStats::queued)
                .description("Sub tasks that are READY and wait for a worker")
                .register(registry);
        FunctionCounter.builder("obtaskd.log.bytes", workload, EngineStats::logBytes)
                .description("Bytes written to the logs of attempts")
                .register(registry);
    }

    /**
     * No values while the store cannot be read; this result is cached too, since the failure may
     * take long.
     */
    private static Map<TaskState, Double> counts(StoreReader tasks) {
        var counts = new EnumMap<TaskState, Double>(TaskState.class);
        try {
            tasks.counts().forEach((state, count) -> counts.put(state, count.doubleValue()));
        } catch (RuntimeException unreadable) {
            LOG.debug("tasks cannot be counted", unreadable);
        }
        return counts;
    }
}
