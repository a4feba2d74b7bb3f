package dev.obtaskd.bench;

import dev.obtaskd.testing.EventClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** How long a committed change takes to reach a client of the event stream. */
final class EventBenchmark implements Benchmark {

    private static final int WARM_UP = 2_000;
    private static final int SAMPLES = 200;

    /** Longer than events of a topic are collected: each sample is the first after a quiet time. */
    private static final long QUIET = Duration.ofMillis(300).toNanos();

    @Override
    public String name() {
        return "events";
    }

    @Override
    public List<Measurement> run(BenchDirectory place) throws Exception {
        try (var live = new BenchDaemon(place.fresh("live"));
                var connection = live.connect();
                var client = live.events("tasks")) {
            client.ready();
            for (int i = 0; i < WARM_UP; i++) {
                BenchDaemon.submit(connection, BenchDaemon.NOTHING);
            }
            var times = new SampleSeries();
            for (int i = 0; i < SAMPLES; i++) {
                LockSupport.parkNanos(QUIET);
                var path = BenchDaemon.submit(connection, BenchDaemon.NOTHING);
                var committed = System.nanoTime();
                var id = path.substring(path.lastIndexOf('/') + 1);
                // The event may be faster than the response to the submit.
                times.add(SampleSeries.millis(Math.max(0, arrival(client, id) - committed)));
            }
            return List.of(
                    Measurement.alone(
                            "commit to event at a client p50",
                            "ms",
                            times.median(),
                            MeasurementGoal.atMost(20)));
        }
    }

    private static long arrival(EventClient client, String id) {
        return client.event("tasks", data -> data.toString().contains(id)).nanos();
    }
}
