package dev.obtaskd.bench;

import java.util.List;

/** 5,000 tasks of one step that does nothing, from 8 submitters, in a warm JVM. */
final class ThroughputBenchmark implements Benchmark {

    static final int TASKS = 5_000;
    static final int SUBMITTERS = 8;
    private static final int WARM_UP = 2;
    private static final int ROUNDS = 3;

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public List<Measurement> run(BenchDirectory place) throws Exception {
        try (var peer = new DbSchedulerTarget(place.fresh("peer"));
                var safe = new EngineTarget(place.fresh("safe"), true);
                var kill = new EngineTarget(place.fresh("kill"), false)) {
            for (int round = 0; round < WARM_UP; round++) {
                for (var each : List.of(peer, safe, kill)) {
                    each.throughput(TASKS, SUBMITTERS);
                }
            }
            var before = safe.engine().writer().stats();
            var powerSafe = new AlternatingRounds();
            var killSafe = new AlternatingRounds();
            for (int round = 0; round < ROUNDS; round++) {
                var peers = peer.throughput(TASKS, SUBMITTERS);
                powerSafe.add(safe.throughput(TASKS, SUBMITTERS), peers);
                killSafe.add(kill.throughput(TASKS, SUBMITTERS), peers);
            }
            var after = safe.engine().writer().stats();
            var perFsync =
                    (double) (after.units() - before.units()) / (after.fsyncs() - before.fsyncs());
            return List.of(
                    powerSafe.figure(
                            "throughput, power-safe",
                            "tasks/s",
                            DbSchedulerTarget.NAME,
                            MeasurementGoal.ratioAtLeast(2.5)),
                    killSafe.figure(
                            "throughput, barrier off",
                            "tasks/s",
                            DbSchedulerTarget.NAME,
                            MeasurementGoal.ratioAtLeast(4)),
                    Measurement.alone(
                            "commits per fsync, 8 clients",
                            "units",
                            perFsync,
                            MeasurementGoal.atLeast(3.5)));
        }
    }
}
