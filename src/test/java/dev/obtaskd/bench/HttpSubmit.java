package dev.obtaskd.bench;

import dev.obtaskd.engine.BareEngine;
import dev.obtaskd.step.wait.WaitSteps;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** What HTTP, log-in and JSON add to a durable submit of a task that has nothing to run beside it. */
final class HttpSubmit implements Metric {

    private static final int WARM_UP = 6_000;
    private static final int CLIENTS = 4;
    private static final int ROUNDS = 20;
    private static final int SUBMITS = 50;

    @Override
    public String name() {
        return "http-submit";
    }

    @Override
    public List<Figure> run(Place place) throws Exception {
        try (var live = new Live(place.fresh("live"));
                var connection = live.connect();
                var engine = engine(place.fresh("engine"))) {
            warmUp(live, engine);
            var over = new Series();
            var inside = new Series();
            for (int round = 0; round < ROUNDS; round++) {
                submit(inside, () -> engine.submit(Live.NOTHING));
                submit(over, () -> Live.submit(connection, Live.NOTHING));
            }
            return List.of(new Figure("durable submit over HTTP p50", "ms", over.median(), inside.median(),
                    "obtaskd's engine without HTTP", over.median() / inside.median(), "ours - peer <= 1 ms",
                    over.median() - inside.median() <= 1));
        }
    }

    private static BareEngine engine(Path directory) throws Exception {
        Operations.nothing(directory.resolve("operations"), Live.NOTHING);
        return new BareEngine(directory, List.of(WaitSteps.create()), new BareEngine.Setup(Ours.WORKERS, true, Ours.TIMER));
    }

    private static void warmUp(Live live, BareEngine engine) throws Exception {
        Crowd.perSecond(WARM_UP, CLIENTS, () -> engine.submit(Live.NOTHING), () -> {});
        var connections = ThreadLocal.withInitial(live::connect);
        Crowd.perSecond(WARM_UP, CLIENTS, () -> Live.submit(connections.get(), Live.NOTHING), () -> {});
    }

    private static void submit(Series times, Callable<?> submit) throws Exception {
        for (int i = 0; i < SUBMITS; i++) {
            times.time(submit);
        }
    }
}
