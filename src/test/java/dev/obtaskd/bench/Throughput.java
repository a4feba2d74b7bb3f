package dev.obtaskd.bench;

import java.util.List;

/** 5,000 tasks of one step that does nothing, from 8 submitters, everything warm. */
final class Throughput implements Metric {

    static final int TASKS = 5_000;
    static final int SUBMITTERS = 8;
    private static final int WARM_UP = 2;
    private static final int ROUNDS = 3;

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public List<Figure> run(Place place) throws Exception {
        try (var peer = new DbScheduler(place.fresh("peer"));
                var safe = new Ours(place.fresh("safe"), true);
                var kill = new Ours(place.fresh("kill"), false)) {
            for (int round = 0; round < WARM_UP; round++) {
                for (var each : List.of(peer, safe, kill)) {
                    each.throughput(TASKS, SUBMITTERS);
                }
            }
            var before = safe.engine().writer().stats();
            var powerSafe = new Rounds();
            var killSafe = new Rounds();
            for (int round = 0; round < ROUNDS; round++) {
                var peers = peer.throughput(TASKS, SUBMITTERS);
                powerSafe.add(safe.throughput(TASKS, SUBMITTERS), peers);
                killSafe.add(kill.throughput(TASKS, SUBMITTERS), peers);
            }
            var after = safe.engine().writer().stats();
            var perFsync = (double) (after.units() - before.units()) / (after.fsyncs() - before.fsyncs());
            return List.of(
                    powerSafe.figure("throughput, power-safe", "tasks/s", DbScheduler.NAME, Goal.ratioAtLeast(2.5)),
                    killSafe.figure("throughput, barrier off", "tasks/s", DbScheduler.NAME, Goal.ratioAtLeast(4)),
                    Figure.alone("commits per fsync, 8 clients", "units", perFsync, Goal.atLeast(3.5)));
        }
    }
}
