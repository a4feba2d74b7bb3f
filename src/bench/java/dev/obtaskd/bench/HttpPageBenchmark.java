package dev.obtaskd.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Pages of 50 out of 100,000 tasks over HTTP, with login. */
final class HttpPageBenchmark implements Benchmark {

    private static final int CLIENTS = 4;
    private static final int REQUESTS = 2_000;
    private static final int ROUNDS = 4;
    private static final String PATH = BenchDaemon.TASKS + "?limit=" + PageBenchmark.LIMIT;

    @Override
    public String name() {
        return "http-page";
    }

    @Override
    public List<Measurement> run(BenchDirectory place) throws Exception {
        var peer =
                JavaProcess.of(
                                BareListServer.class,
                                StoredTasks.copy(place, PageBenchmark.MANY).toString())
                        .start();
        try (var live = new BenchDaemon(StoredTasks.copy(place, PageBenchmark.MANY))) {
            var ourClients = new ArrayList<RawHttpConnection>();
            var peerClients = new ArrayList<RawHttpConnection>();
            var port = port(peer);
            for (int i = 0; i < CLIENTS; i++) {
                ourClients.add(live.connect());
                peerClients.add(new RawHttpConnection(port, "none"));
            }
            return List.of(compare(ourClients, peerClients));
        } finally {
            peer.destroy();
            peer.waitFor();
        }
    }

    private static Measurement compare(List<RawHttpConnection> ours, List<RawHttpConnection> peers)
            throws Exception {
        var rounds = new AlternatingRounds();
        load(ours);
        load(peers);
        for (int round = 0; round < ROUNDS; round++) {
            var peer = load(peers);
            rounds.add(load(ours), peer);
        }
        return rounds.figure(
                "pages of 50 over HTTP",
                "pages/s",
                "bare Vert.x and JDBC",
                MeasurementGoal.ratioAtLeast(0.5));
    }

    private static double load(List<RawHttpConnection> connections) throws Exception {
        var free = new ConcurrentLinkedQueue<>(connections);
        var mine = ThreadLocal.withInitial(free::poll);
        return ParallelCallers.perSecond(
                REQUESTS, connections.size(), () -> mine.get().get(PATH), () -> {});
    }

    /** The port that a server prints once it listens. */
    static int port(Process server) throws IOException {
        var said = new BufferedReader(new InputStreamReader(server.getInputStream()));
        return Integer.parseInt(said.readLine());
    }
}
