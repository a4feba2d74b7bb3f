package dev.obtaskd.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The same 5,000 tasks in a new JVM, one JVM for each round. */
final class FreshThroughputBenchmark implements Benchmark {

    private static final int ROUNDS = 3;

    @Override
    public String name() {
        return "fresh";
    }

    @Override
    public List<Measurement> run(BenchDirectory place) throws Exception {
        var rounds = new AlternatingRounds();
        for (int round = 0; round < ROUNDS; round++) {
            var peer = child("peer", place.fresh("peer"));
            rounds.add(child("ours", place.fresh("ours")), peer);
        }
        return List.of(
                rounds.figure(
                        "throughput in a fresh JVM, power-safe",
                        "tasks/s",
                        DbSchedulerTarget.NAME,
                        MeasurementGoal.ratioAtLeast(1.5)));
    }

    private static double child(String who, Path directory)
            throws IOException, InterruptedException {
        var process =
                JavaProcess.of(FreshThroughputBenchmark.class, who, directory.toString()).start();
        var said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(who + " failed: " + said);
        }
        return Double.parseDouble(said.strip());
    }

    /**
     * @param args the target and its directory; prints tasks per second
     */
    public static void main(String[] args) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        var directory = Path.of(args[1]);
        try (var one =
                args[0].equals("peer")
                        ? new DbSchedulerTarget(directory)
                        : new EngineTarget(directory, true)) {
            System.out.println(
                    one.throughput(ThroughputBenchmark.TASKS, ThroughputBenchmark.SUBMITTERS));
        }
        System.exit(0);
    }
}
