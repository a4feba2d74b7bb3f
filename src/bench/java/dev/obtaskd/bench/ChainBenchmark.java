package dev.obtaskd.bench;

import java.util.List;

/** A chain of ten steps that do nothing. */
final class ChainBenchmark implements Benchmark {

    private static final int WARM_UP = 200;
    private static final int SAMPLES = 300;

    @Override
    public String name() {
        return "chain";
    }

    @Override
    public List<Measurement> run(BenchDirectory place) throws Exception {
        try (var peer = new DbSchedulerTarget(place.fresh("peer"));
                var safe = new EngineTarget(place.fresh("safe"), true);
                var kill = new EngineTarget(place.fresh("kill"), false)) {
            var peers = new SampleSeries();
            var safes = new SampleSeries();
            var kills = new SampleSeries();
            long mostFsyncs = 0;
            for (int i = -WARM_UP; i < SAMPLES; i++) {
                var before = safe.engine().writer().stats().fsyncs();
                var times = new double[] {peer.chain(), safe.chain(), kill.chain()};
                if (i >= 0) {
                    peers.add(times[0]);
                    safes.add(times[1]);
                    kills.add(times[2]);
                    mostFsyncs =
                            Math.max(mostFsyncs, safe.engine().writer().stats().fsyncs() - before);
                }
            }
            return List.of(
                    Measurement.alone(
                            "chain of 10, fsyncs at most",
                            "fsyncs",
                            mostFsyncs,
                            MeasurementGoal.atMost(BenchOperations.CHAIN + 2)),
                    wall(
                            "chain of 10 p50, barrier off",
                            kills,
                            peers,
                            MeasurementGoal.ratioAtMost(0.7)),
                    wall(
                            "chain of 10 p50, power-safe",
                            safes,
                            peers,
                            MeasurementGoal.ratioAtMost(1)));
        }
    }

    private static Measurement wall(
            String metric, SampleSeries ours, SampleSeries peers, MeasurementGoal goal) {
        return Measurement.beside(
                metric, "ms", ours.median(), peers.median(), DbSchedulerTarget.NAME, goal);
    }
}
