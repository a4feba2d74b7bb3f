package dev.obtaskd.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Time of an idle daemon from a submit to the first line of its step's code. */
final class StartLatencyBenchmark implements Benchmark {

    private static final int WARM_UP = 5_000;
    private static final int SAMPLES = 4_000;
    private static final long PAUSE = Duration.ofMillis(2).toNanos();

    private record Timed(BenchTarget contestant, SampleSeries times) {}

    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Measurement> run(BenchDirectory place) throws Exception {
        try (var peer = new DbSchedulerTarget(place.fresh("peer"));
                var safe = new EngineTarget(place.fresh("safe"), true);
                var untimed = new EngineTarget(place.fresh("untimed"), true, Duration.ZERO);
                var kill = new EngineTarget(place.fresh("kill"), false)) {
            for (var each : List.of(peer, safe, untimed, kill)) {
                each.throughput(WARM_UP, ThroughputBenchmark.SUBMITTERS);
            }
            var peers = new SampleSeries();
            var safes = new SampleSeries();
            var untimeds = new SampleSeries();
            var kills = new SampleSeries();
            var pairs =
                    new ArrayList<>(
                            List.of(
                                    new Timed(peer, peers),
                                    new Timed(safe, safes),
                                    new Timed(untimed, untimeds),
                                    new Timed(kill, kills)));
            var random = new Random(SAMPLES);
            for (int i = 0; i < SAMPLES; i++) {
                // A run after one of the same kind finds warm processor caches: no target may
                // always benefit from that.
                Collections.shuffle(pairs, random);
                for (var each : pairs) {
                    each.times().add(start(each.contestant()));
                }
            }
            return List.of(
                    half(
                            "submit to start p50, power-safe",
                            safes,
                            peers,
                            MeasurementGoal.ratioAtMost(1)),
                    half(
                            "submit to start p50, barrier off",
                            kills,
                            peers,
                            MeasurementGoal.ratioAtMost(0.6)),
                    Measurement.beside(
                            "submit to start p99, power-safe",
                            "ms",
                            safes.percentile(99),
                            peers.percentile(99),
                            DbSchedulerTarget.NAME,
                            MeasurementGoal.ratioAtMost(1.5)),
                    Measurement.beside(
                            "submit to start p50, no safety timer",
                            "ms",
                            untimeds.median(),
                            safes.median(),
                            "obtaskd with its safety timer",
                            MeasurementGoal.ratioAtMost(1.1)));
        }
    }

    private static double start(BenchTarget contestant) throws Exception {
        LockSupport.parkNanos(PAUSE);
        return contestant.start();
    }

    private static Measurement half(
            String metric, SampleSeries ours, SampleSeries peers, MeasurementGoal goal) {
        return Measurement.beside(
                metric, "ms", ours.median(), peers.median(), DbSchedulerTarget.NAME, goal);
    }
}
