package dev.obtaskd.bench;

import dev.obtaskd.api.obshell.WireClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What obshell's clients ask for again and again: the unfinished dags with details, here a failed one of 11
 * nodes, with an encrypted header. Some send one header as long as it is valid, others make one for each request.
 */
final class DagUnfinish implements Metric {

    private static final String PATH = "/api/v1/task/dag/unfinish";
    private static final int ROUNDS = 5;
    private static final int REMEMBERED = 8_000;
    /** Fewer, as the daemon has milliseconds of work with each. */
    private static final int FRESH = 800;

    /** Where to ask, and with which headers. */
    private record Asked(int ours, int peers, WireClient client) {
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
    public List<Figure> run(Place place) throws Exception {
        var data = place.fresh("wire");
        try (var live = new Live(data)) {
            var client = new WireClient(URI.create("http://127.0.0.1:" + live.port()),
                    Files.readString(data.resolve("initial-admin-password")).strip());
            var page = Files.writeString(place.fresh("page").resolve("page.json"), pageOfAFailedDag(live, client));
            var peer = Java.of(SameBytes.class, page.toString()).start();
            try {
                return figures(new Asked(live.port(), HttpPage.port(peer), client));
            } finally {
                peer.destroy();
                peer.waitFor();
            }
        }
    }

    private static String pageOfAFailedDag(Live live, WireClient client) throws IOException {
        try (var connection = live.connect()) {
            Live.submit(connection, Live.FAILING);
            Live.awaitQuiet(connection);
        }
        var page = client.get(PATH);
        var dag = page.data().at("/contents/0");
        if (!dag.get("state").textValue().equals("FAILED") || dag.get("nodes").size() != Live.NODES) {
            throw new IllegalStateException(page.text());
        }
        return page.text();
    }

    private static List<Figure> figures(Asked asked) throws Exception {
        var figures = new ArrayList<Figure>();
        for (var connections : new int[] {1, 8}) {
            figures.add(compare(asked, connections, "one header", asked::remembered));
            figures.add(compare(asked, connections, "fresh headers", asked::fresh));
        }
        return figures;
    }

    private static Figure compare(Asked asked, int connections, String which, Supplier<List<String>> headers)
            throws Exception {
        var rounds = new Rounds();
        load(asked.peers(), connections, headers.get());
        load(asked.ours(), connections, headers.get());
        for (var round = 0; round < ROUNDS; round++) {
            var sent = headers.get();
            var peer = load(asked.peers(), connections, sent);
            rounds.add(load(asked.ours(), connections, sent), peer);
        }
        return rounds.figure("dag/unfinish, " + which + ", " + connections + " conn.", "answers/s",
                "bare Vert.x, same bytes", Goal.ratioAtLeast(0.35));
    }

    private static double load(int port, int connections, Collection<String> headers) throws Exception {
        var left = new ConcurrentLinkedQueue<>(headers);
        var free = new ConcurrentLinkedQueue<Connection>();
        for (var i = 0; i < connections; i++) {
            free.add(new Connection(port, "none"));
        }
        var all = List.copyOf(free);
        var mine = ThreadLocal.withInitial(free::poll);
        try {
            return Crowd.perSecond(headers.size(), connections, () -> mine.get().get(PATH, left.poll()), () -> {});
        } finally {
            for (var connection : all) {
                connection.close();
            }
        }
    }
}
