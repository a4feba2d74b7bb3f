package dev.obtaskd.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A step that writes 1 GiB, and its effect on other requests. */
final class LogFloodBenchmark implements Benchmark {

    private static final double MIB = 1024;
    private static final int WARM_UP = 6;
    private static final int ROUNDS = 3;
    private static final int IDLE_CALLS = 1_000;
    private static final long BETWEEN = Duration.ofMillis(5).toNanos();

    @Override
    public String name() {
        return "flood";
    }

    @Override
    public List<Measurement> run(BenchDirectory place) throws Exception {
        try (var live = new BenchDaemon(place.fresh("live"), "-Xmx64m");
                var connection = live.connect()) {
            for (int i = 0; i < WARM_UP; i++) {
                flood(live, connection, new SampleSeries());
            }
            var before = live.proc().rss();
            var rates = new AlternatingRounds();
            var idle = new SampleSeries();
            var calls = new SampleSeries();
            double most = before;
            for (int round = 0; round < ROUNDS; round++) {
                idle(connection, idle);
                var bare = drain(place.fresh("drain"));
                var ours = flood(live, connection, calls);
                rates.add(ours.rate(), bare);
                most = Math.max(most, ours.rss());
            }
            return List.of(
                    rates.figure(
                            "log of 1 GiB",
                            "MiB/s",
                            "bare drain of lines with times",
                            MeasurementGoal.ratioAtLeast(0.8)),
                    Measurement.alone(
                            "memory a log of 1 GiB adds",
                            "MiB",
                            most - before,
                            MeasurementGoal.atMost(16)),
                    Measurement.beside(
                            "other calls' p99 meanwhile",
                            "ms",
                            calls.percentile(99),
                            idle.percentile(99),
                            "the same calls when idle",
                            MeasurementGoal.ratioAtMost(2)));
        }
    }

    /**
     * Results of one run.
     *
     * @param rate in MiB per second
     * @param rss maximum resident memory, in MiB
     */
    private record Flooded(double rate, double rss) {}

    /** Measured before each run, since conditions vary. */
    private static void idle(RawHttpConnection connection, SampleSeries calls) throws Exception {
        for (int i = 0; i < IDLE_CALLS; i++) {
            LockSupport.parkNanos(BETWEEN);
            calls.time(() -> connection.get(BenchDaemon.TASKS));
        }
    }

    private static Flooded flood(BenchDaemon live, RawHttpConnection connection, SampleSeries calls)
            throws Exception {
        var from = System.nanoTime();
        var task = BenchDaemon.submit(connection, BenchDaemon.FLOOD);
        var rss = live.proc().rss();
        while (!connection.get(task).contains("\"state\":\"SUCCEEDED\"")) {
            LockSupport.parkNanos(BETWEEN);
            calls.time(() -> connection.get(BenchDaemon.TASKS));
            rss = Math.max(rss, live.proc().rss());
        }
        return new Flooded(MIB / ((System.nanoTime() - from) / 1e9), rss);
    }

    /**
     * The minimal log with timestamps: reads lines and writes each with the time of its arrival.
     */
    private static double drain(Path directory) throws IOException, InterruptedException {
        var from = System.nanoTime();
        var process = new ProcessBuilder(BenchDaemon.FLOOD_ARGV).start();
        try (var in = process.inputReader();
                var out = Files.newBufferedWriter(directory.resolve("log"))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                out.append(Instant.now().toString()).append(' ').append(line).append('\n');
            }
        }
        process.waitFor();
        return MIB / ((System.nanoTime() - from) / 1e9);
    }
}
