package dev.obtaskd.bench;

import java.util.List;

/** A small heap is sufficient for many stored and many running tasks. */
final class MemoryBenchmark implements Benchmark {

    private static final int RUN = 20_000;

    /**
     * Warm-up tasks: until then the JVM continues to compile, and touches parts of its heap for the
     * first time.
     */
    private static final int WARM_UP = RUN;

    private static final int CLIENTS = 4;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Measurement> run(BenchDirectory place) throws Exception {
        try (var live = new BenchDaemon(StoredTasks.copy(place, PageBenchmark.MANY), "-Xmx64m")) {
            run(live, WARM_UP);
            var before = live.proc().rss();
            run(live, RUN);
            var after = live.proc().rss();
            return List.of(
                    Measurement.alone(
                            "-Xmx64m, 100,000 stored and 20,000 run: RSS drift",
                            "MiB",
                            after - before,
                            MeasurementGoal.atMost(5)));
        }
    }

    private static void run(BenchDaemon live, int tasks) throws Exception {
        var mine = ThreadLocal.withInitial(live::connect);
        ParallelCallers.perSecond(
                tasks, CLIENTS, () -> BenchDaemon.submit(mine.get(), BenchDaemon.LOOK), () -> {});
        // The daemon closes a connection on which no request arrives in time.
        try (var connection = live.connect()) {
            BenchDaemon.awaitQuiet(connection);
        }
    }
}
