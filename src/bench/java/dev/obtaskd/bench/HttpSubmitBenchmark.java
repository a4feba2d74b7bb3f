package dev.obtaskd.bench;

import dev.obtaskd.engine.BareEngine;
import dev.obtaskd.step.wait.WaitSteps;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** The cost that HTTP, login and JSON add to a durable submit of a task without any step to run. */
final class HttpSubmitBenchmark implements Benchmark {

    private static final int WARM_UP = 6_000;
    private static final int CLIENTS = 4;
    private static final int ROUNDS = 20;
    private static final int SUBMITS = 50;

    @Override
    public String name() {
        return "http-submit";
    }

    @Override
    public List<Measurement> run(BenchDirectory place) throws Exception {
        try (var live = new BenchDaemon(place.fresh("live"));
                var engine = engine(place.fresh("engine"))) {
            warmUp(live, engine);
            return measure(live, engine);
        }
    }

    private static List<Measurement> measure(BenchDaemon live, BareEngine engine) throws Exception {
        // Opened after the warm-up: the daemon closes a connection that sends no request.
        try (var connection = live.connect()) {
            var over = new SampleSeries();
            var inside = new SampleSeries();
            for (int round = 0; round < ROUNDS; round++) {
                submit(inside, () -> engine.submit(BenchDaemon.NOTHING));
                submit(over, () -> BenchDaemon.submit(connection, BenchDaemon.NOTHING));
            }
            return List.of(
                    new Measurement(
                            "durable submit over HTTP p50",
                            "ms",
                            over.median(),
                            inside.median(),
                            "obtaskd's engine without HTTP",
                            over.median() / inside.median(),
                            "ours - peer <= 1 ms",
                            over.median() - inside.median() <= 1));
        }
    }

    private static BareEngine engine(Path directory) throws Exception {
        BenchOperations.nothing(directory.resolve("operations"), BenchDaemon.NOTHING);
        return new BareEngine(
                directory,
                List.of(WaitSteps.create()),
                new BareEngine.Setup(EngineTarget.WORKERS, true, EngineTarget.TIMER));
    }

    private static void warmUp(BenchDaemon live, BareEngine engine) throws Exception {
        ParallelCallers.perSecond(
                WARM_UP, CLIENTS, () -> engine.submit(BenchDaemon.NOTHING), () -> {});
        var connections = ThreadLocal.withInitial(live::connect);
        ParallelCallers.perSecond(
                WARM_UP,
                CLIENTS,
                () -> BenchDaemon.submit(connections.get(), BenchDaemon.NOTHING),
                () -> {});
    }

    private static void submit(SampleSeries times, Callable<?> submit) throws Exception {
        for (int i = 0; i < SUBMITS; i++) {
            times.time(submit);
        }
    }
}
