package dev.obtaskd.bench;

import java.util.List;

/** Ten steps that do nothing, one after the other. */
final class Chain implements Metric {

    private static final int WARM_UP = 200;
    private static final int SAMPLES = 300;

    @Override
    public String name() {
        return "chain";
    }

    @Override
    public List<Figure> run(Place place) throws Exception {
        try (var peer = new DbScheduler(place.fresh("peer"));
                var safe = new Ours(place.fresh("safe"), true);
                var kill = new Ours(place.fresh("kill"), false)) {
            var peers = new Series();
            var safes = new Series();
            var kills = new Series();
            long mostFsyncs = 0;
            for (int i = -WARM_UP; i < SAMPLES; i++) {
                var before = safe.engine().writer().stats().fsyncs();
                var times = new double[] {peer.chain(), safe.chain(), kill.chain()};
                if (i >= 0) {
                    peers.add(times[0]);
                    safes.add(times[1]);
                    kills.add(times[2]);
                    mostFsyncs = Math.max(mostFsyncs, safe.engine().writer().stats().fsyncs() - before);
                }
            }
            return List.of(
                    Figure.alone("chain of 10, fsyncs at most", "fsyncs", mostFsyncs, Goal.atMost(Operations.CHAIN + 2)),
                    wall("chain of 10 p50, barrier off", kills, peers, Goal.ratioAtMost(0.7)),
                    wall("chain of 10 p50, power-safe", safes, peers, Goal.ratioAtMost(1)));
        }
    }

    private static Figure wall(String metric, Series ours, Series peers, Goal goal) {
        return Figure.beside(metric, "ms", ours.median(), peers.median(), DbScheduler.NAME, goal);
    }
}
