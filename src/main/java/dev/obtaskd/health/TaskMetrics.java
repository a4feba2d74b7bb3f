package dev.obtaskd.health;

import dev.obtaskd.engine.Workload;
import dev.obtaskd.store.Tasks;
import dev.obtaskd.task.TaskState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;

/** Tasks and sub tasks in numbers. */
@ApplicationScoped
class TaskMetrics implements MeterBinder {

    /** Counting reads the whole index of states: one scrape, with its nine gauges, counts once. */
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final Fresh<Map<TaskState, Long>> counts;
    private final Workload workload;

    TaskMetrics(Tasks tasks, Workload workload) {
        this.counts = new Fresh<>(tasks::counts, KEPT, System::nanoTime);
        this.workload = workload;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var state : TaskState.values()) {
            Gauge.builder("obtaskd.tasks", counts, known -> known.get().get(state))
                    .tag("state", state.name())
                    .description("Tasks in the store by state; the daemon's own are not counted")
                    .register(registry);
        }
        Gauge.builder("obtaskd.subtasks.running", workload, Workload::running)
                .description("Sub tasks that occupy a worker")
                .register(registry);
        Gauge.builder("obtaskd.subtasks.queued", workload, Workload::queued)
                .description("Sub tasks that are READY and wait for a worker")
                .register(registry);
        FunctionCounter.builder("obtaskd.log.bytes", workload, Workload::logBytes)
                .description("Bytes written to the logs of attempts")
                .register(registry);
    }
}
