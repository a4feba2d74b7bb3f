package dev.obtaskd.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A daemon without requests. */
final class IdleBenchmark implements Benchmark {

    /**
     * Time until the JVM's compilers, which a native executable does not have, have compiled what
     * runs once a second: they compile a method after its 200th run. Shorter than the ten minutes
     * after which the daemon's first retention run starts.
     */
    private static final Duration SETTLE = Duration.ofMinutes(8);

    private static final Duration WATCHED = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public List<Measurement> run(BenchDirectory place) throws Exception {
        try (var live = new BenchDaemon(place.fresh("live"), "-Xmx64m")) {
            var proc = live.proc();
            pause(SETTLE);
            var cpu = proc.cpu();
            var wakeUps = proc.wakeUps();
            pause(WATCHED);
            return List.of(
                    Measurement.alone(
                            "idle, share of a core over 60 s",
                            "%",
                            100.0 * (proc.cpu() - cpu) / WATCHED.toNanos(),
                            MeasurementGoal.atMost(0.05)),
                    Measurement.alone(
                            "idle, wake-ups over 60 s",
                            "1/s",
                            (double) (proc.wakeUps() - wakeUps) / WATCHED.toSeconds(),
                            MeasurementGoal.atMost(2)));
        }
    }

    private static void pause(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
