package dev.obtaskd.bench;

import dev.obtaskd.store.Page;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.store.TaskCursor;
import dev.obtaskd.store.TaskFilter;
import dev.obtaskd.store.TaskSort;
import dev.obtaskd.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A page of 50 tasks has the same cost at any position and for any number of tasks. */
final class PageBenchmark implements Benchmark {

    static final int LIMIT = 50;
    private static final int FEW = 10_000;
    static final int MANY = 100_000;
    private static final int WARM_UP = 200;
    private static final int SAMPLES = 400;

    private static final TaskFilter RARE =
            new TaskFilter(
                    Set.of(),
                    null,
                    null,
                    StoredTasks.RARE_OPERATION,
                    null,
                    null,
                    null,
                    null,
                    Set.of(),
                    null,
                    null,
                    null,
                    false);

    @Override
    public String name() {
        return "pages";
    }

    @Override
    public List<Measurement> run(BenchDirectory place) throws Exception {
        try (var few = new EngineTarget(StoredTasks.copy(place, FEW), false);
                var many = new EngineTarget(StoredTasks.copy(place, MANY), false)) {
            var small = queries(few.engine().tasks());
            var large = queries(many.engine().tasks());
            var figures = new ArrayList<Measurement>();
            for (var which : large.keySet()) {
                figures.addAll(figures(which, small.get(which), large.get(which)));
            }
            figures.add(PageWalkBenchmark.along(many));
            return figures;
        }
    }

    private static Map<String, Callable<Page<Task, TaskCursor>>> queries(StoreReader tasks) {
        var oldest =
                tasks.page(
                                TaskFilter.ALL,
                                new TaskSort(TaskSort.Field.CREATED_AT, false),
                                LIMIT + 1,
                                null)
                        .next();
        var queries = new LinkedHashMap<String, Callable<Page<Task, TaskCursor>>>();
        queries.put("first", () -> page(tasks, TaskFilter.ALL, null));
        queries.put("last", () -> page(tasks, TaskFilter.ALL, oldest));
        queries.put("filtered", () -> page(tasks, RARE, null));
        return queries;
    }

    private static Page<Task, TaskCursor> page(
            StoreReader tasks, TaskFilter filter, @Nullable TaskCursor after) {
        var page = tasks.page(filter, TaskSort.DEFAULT, LIMIT, after);
        if (page.items().size() != LIMIT) {
            throw new IllegalStateException("a page of " + page.items().size());
        }
        return page;
    }

    private static List<Measurement> figures(
            String which,
            Callable<Page<Task, TaskCursor>> small,
            Callable<Page<Task, TaskCursor>> large)
            throws Exception {
        var few = new SampleSeries();
        var many = new SampleSeries();
        for (int i = 0; i < WARM_UP; i++) {
            small.call();
            large.call();
        }
        for (int i = 0; i < SAMPLES; i++) {
            few.time(small);
            many.time(large);
        }
        var slowest = Math.max(few.percentile(99), many.percentile(99));
        return List.of(
                Measurement.alone(
                        which + " page p99, 10,000 and 100,000 tasks",
                        "ms",
                        slowest,
                        MeasurementGoal.atMost(10)),
                Measurement.beside(
                        which + " page p50, 100,000 tasks",
                        "ms",
                        many.median(),
                        few.median(),
                        "obtaskd with 10,000 tasks",
                        MeasurementGoal.ratioAtMost(1.5)));
    }
}
