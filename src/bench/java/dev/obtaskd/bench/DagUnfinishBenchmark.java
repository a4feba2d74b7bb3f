package dev.obtaskd.bench;

import dev.obtaskd.api.obshell.ObshellClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The most frequent request of obshell's clients: the unfinished dags with details, here a failed
 * one of 11 nodes, with an encrypted header. Some clients reuse a header as long as it is valid;
 * others create one for each request. A peer that also decrypts measures the second case and shows
 * whether we decrypt only once.
 */
final class DagUnfinishBenchmark implements Benchmark {

    private static final String PATH = "/api/v1/task/dag/unfinish";
    private static final int ROUNDS = 5;
    private static final int WARM_UPS = 3;
    private static final int REMEMBERED = 8_000;

    /** Fewer requests, since each costs the daemon milliseconds. */
    private static final int FRESH = 800;

    /**
     * Ports and headers of the requests.
     *
     * @param peers port of the server that decrypts nothing
     * @param opening port of the server that decrypts
     */
    private record Asked(int ours, int peers, int opening, ObshellClient client) {
        String header() {
            return client.call("GET", PATH).seal().headers();
        }

        List<String> remembered() {
            return Collections.nCopies(REMEMBERED, header());
        }

        List<String> fresh() {
            return Stream.generate(this::header).limit(FRESH).toList();
        }
    }

    @Override
    public String name() {
        return "dag-unfinish";
    }

    @Override
    public List<Measurement> run(BenchDirectory place) throws Exception {
        var data = place.fresh("wire");
        try (var live = new BenchDaemon(data)) {
            var client =
                    new ObshellClient(
                            URI.create("http://127.0.0.1:" + live.port()),
                            Files.readString(data.resolve("initial-admin-password")).strip());
            var page =
                    Files.writeString(
                            place.fresh("page").resolve("page.json"),
                            pageOfAFailedDag(live, client));
            var peer = JavaProcess.of(BareResponseServer.class, page.toString()).start();
            var opening =
                    JavaProcess.of(
                                    BareResponseServer.class,
                                    page.toString(),
                                    BareResponseServer.OPENING)
                            .start();
            try {
                return figures(
                        new Asked(
                                live.port(),
                                HttpPageBenchmark.port(peer),
                                HttpPageBenchmark.port(opening),
                                client));
            } finally {
                for (var each : List.of(peer, opening)) {
                    each.destroy();
                    each.waitFor();
                }
            }
        }
    }

    private static String pageOfAFailedDag(BenchDaemon live, ObshellClient client)
            throws IOException {
        try (var connection = live.connect()) {
            BenchDaemon.submit(connection, BenchDaemon.FAILING);
            BenchDaemon.awaitQuiet(connection);
        }
        var page = client.get(PATH);
        var dag = page.data().at("/contents/0");
        if (!dag.get("state").textValue().equals("FAILED")
                || dag.get("nodes").size() != BenchDaemon.NODES) {
            throw new IllegalStateException(page.text());
        }
        return page.text();
    }

    private static List<Measurement> figures(Asked asked) throws Exception {
        var figures = new ArrayList<Measurement>();
        for (var connections : new int[] {1, 8}) {
            var which = ", " + connections + " conn.";
            figures.add(
                    compare(asked, asked.peers(), connections, asked::remembered)
                            .figure(
                                    "dag/unfinish, one header" + which,
                                    "answers/s",
                                    "bare Vert.x, same bytes",
                                    MeasurementGoal.ratioAtLeast(0.35)));
            figures.add(
                    compare(asked, asked.peers(), connections, asked::fresh)
                            .figure(
                                    "dag/unfinish, fresh headers" + which,
                                    "answers/s",
                                    "bare Vert.x, same bytes",
                                    MeasurementGoal.ratioAtLeast(0.35)));
            figures.add(
                    compare(asked, asked.opening(), connections, asked::fresh)
                            .figure(
                                    "dag/unfinish, RSA only once" + which,
                                    "answers/s",
                                    "bare Vert.x, RSA and same bytes",
                                    MeasurementGoal.ratioAtLeast(0.7)));
        }
        return figures;
    }

    private static AlternatingRounds compare(
            Asked asked, int peers, int connections, Supplier<List<String>> headers)
            throws Exception {
        var rounds = new AlternatingRounds();
        for (var round = -WARM_UPS; round < ROUNDS; round++) {
            var sent = headers.get();
            var peer = load(peers, connections, sent);
            var our = load(asked.ours(), connections, sent);
            if (round >= 0) {
                rounds.add(our, peer);
            }
        }
        return rounds;
    }

    private static double load(int port, int connections, Collection<String> headers)
            throws Exception {
        var left = new ConcurrentLinkedQueue<>(headers);
        var free = new ConcurrentLinkedQueue<RawHttpConnection>();
        for (var i = 0; i < connections; i++) {
            free.add(new RawHttpConnection(port, "none"));
        }
        var all = List.copyOf(free);
        var mine = ThreadLocal.withInitial(free::poll);
        try {
            return ParallelCallers.perSecond(
                    headers.size(), connections, () -> mine.get().get(PATH, left.poll()), () -> {});
        } finally {
            for (var connection : all) {
                connection.close();
            }
        }
    }
}
