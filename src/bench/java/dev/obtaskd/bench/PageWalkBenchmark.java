package dev.obtaskd.bench;

import dev.obtaskd.store.TaskCursor;
import dev.obtaskd.store.TaskFilter;
import dev.obtaskd.store.TaskSort;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Reads the whole list page by page while 100 tasks per second are added, and counts duplicate and
 * missing tasks.
 */
final class PageWalkBenchmark {

    private static final Duration BETWEEN = Duration.ofMillis(10);

    private PageWalkBenchmark() {}

    static Measurement along(EngineTarget ours) {
        var before = new HashSet<Long>();
        var seen = new HashSet<Long>();
        long twice = read(ours, before);
        try (var adding = Executors.newSingleThreadScheduledExecutor()) {
            adding.scheduleAtFixedRate(ours::submit, 0, BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
            twice += read(ours, seen);
            adding.shutdown();
        }
        before.removeAll(seen);
        return Measurement.alone(
                "tasks twice or never while 100/s are added",
                "tasks",
                twice + before.size(),
                MeasurementGoal.atMost(0));
    }

    private static long read(EngineTarget ours, HashSet<Long> into) {
        long twice = 0;
        TaskCursor next = null;
        do {
            var page = ours.engine().tasks().page(TaskFilter.ALL, TaskSort.DEFAULT, 500, next);
            twice +=
                    page.items().stream()
                            .map(task -> task.id().number())
                            .filter(id -> !into.add(id))
                            .count();
            next = page.next();
        } while (next != null);
        return twice;
    }
}
