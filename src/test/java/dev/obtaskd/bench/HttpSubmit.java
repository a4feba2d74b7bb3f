package dev.obtaskd.bench;

import java.util.List;

/** What HTTP, log-in and JSON add to a durable submit. */
final class HttpSubmit implements Metric {

    private static final int WARM_UP = 1_500;
    private static final int SAMPLES = 500;

    @Override
    public String name() {
        return "http-submit";
    }

    @Override
    public List<Figure> run(Place place) throws Exception {
        try (var live = new Live(place.fresh("live"));
                var connection = live.connect();
                var ours = new Ours(place.fresh("ours"), true)) {
            var over = new Series();
            var inside = new Series();
            for (int i = 0; i < WARM_UP + SAMPLES; i++) {
                var warm = i >= WARM_UP;
                (warm ? over : new Series()).time(() -> Live.submit(connection, Live.LOOK));
                (warm ? inside : new Series()).time(() -> {
                    ours.submit();
                    return null;
                });
                ours.awaitQuiet();
                Live.awaitQuiet(connection);
            }
            return List.of(new Figure("durable submit over HTTP p50", "ms", over.median(), inside.median(),
                    "obtaskd's engine without HTTP", over.median() / inside.median(), "ours - peer <= 1 ms",
                    over.median() - inside.median() <= 1));
        }
    }
}
