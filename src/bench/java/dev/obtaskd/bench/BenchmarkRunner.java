package dev.obtaskd.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs all benchmarks, or one, and writes {@code bench.json}. Each benchmark runs in its own JVM,
 * so that none affects another.
 */
public final class BenchmarkRunner {

    private static final List<Benchmark> METRICS =
            List.of(
                    new ThroughputBenchmark(),
                    new FreshThroughputBenchmark(),
                    new StartLatencyBenchmark(),
                    new ChainBenchmark(),
                    new DurableSubmitBenchmark(),
                    new HttpSubmitBenchmark(),
                    new EventBenchmark(),
                    new PageBenchmark(),
                    new HttpPageBenchmark(),
                    new DagUnfinishBenchmark(),
                    new ProcessStepBenchmark(),
                    new LogFloodBenchmark(),
                    new IdleBenchmark(),
                    new MemoryBenchmark());

    private BenchmarkRunner() {}

    /**
     * @param args the build directory, and optionally the name of the only benchmark to run
     */
    public static void main(String[] args) throws Exception {
        var target = Path.of(args[0]).toAbsolutePath();
        var place = new BenchDirectory(target.resolve("bench"));
        place.clear();
        Files.createDirectories(place.root());
        var figures = new ArrayList<Measurement>();
        BenchReport.head();
        for (var metric : chosen(args.length > 1 ? args[1] : "")) {
            figures.addAll(measured(metric, place));
        }
        BenchReport.json(figures, target.resolve("bench.json"));
        place.clear();
    }

    /**
     * @throws IllegalArgumentException if there is no benchmark of this name
     */
    static Benchmark named(String name) {
        return METRICS.stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no metric "
                                                + name
                                                + " among "
                                                + METRICS.stream().map(Benchmark::name).toList()));
    }

    private static List<Benchmark> chosen(String only) {
        return only.isBlank() ? METRICS : List.of(named(only));
    }

    private static List<Measurement> measured(Benchmark metric, BenchDirectory place)
            throws IOException, InterruptedException {
        var figures = place.root().resolve(metric.name() + ".json");
        var process =
                JavaProcess.of(
                                SingleBenchmark.class,
                                metric.name(),
                                place.root().toString(),
                                figures.toString())
                        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                        .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("no results of " + metric.name());
        }
        return BenchReport.read(figures);
    }
}
