package dev.obtaskd.bench;

import dev.obtaskd.daemon.DaemonProcess;
import dev.obtaskd.testing.EventClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The packaged daemon as a process, as {@code make run} starts it. */
final class BenchDaemon implements AutoCloseable {

    /** An operation whose only step is omitted. */
    static final String NOTHING = "bench.nothing";

    /** An operation that only checks once whether a directory exists. */
    static final String LOOK = "bench.look";

    static final String FLOOD = "bench.flood";

    /** A chain whose last step fails. */
    static final String FAILING = "bench.failing";

    static final int NODES = 11;
    static final String TASKS = "/api/v2/tasks";
    static final String[] FLOOD_ARGV = {
        "/bin/sh", "-c", "yes " + "0123456789".repeat(10) + " | head -c " + (1L << 30)
    };

    private static final long LOOK_NANOS = 10_000_000;

    private final DaemonProcess daemon;

    /**
     * @param flags JVM options
     */
    BenchDaemon(Path data, String... flags) throws IOException {
        var operations = data.resolveSibling(data.getFileName() + ".operations");
        BenchOperations.nothing(operations, NOTHING);
        BenchOperations.chain(
                operations, LOOK, 1, "{wait: {for: {file: {path: /tmp}}, limit: 60s}}");
        BenchOperations.chain(
                operations,
                FLOOD,
                1,
                "{exec: {argv: [\"" + String.join("\", \"", FLOOD_ARGV) + "\"]}}");
        var failing =
                new ArrayList<>(
                        Collections.nCopies(NODES - 1, "{exec: {argv: [/bin/echo, done]}}"));
        failing.add("{exec: {argv: [/bin/sh, -c, 'echo broken; exit 3']}}");
        BenchOperations.chain(operations, FAILING, failing);
        daemon = new DaemonProcess(data, operations);
        var all = new ArrayList<>(List.of("-XX:TieredStopAtLevel=4"));
        all.addAll(JavaProcess.DAEMONS);
        all.addAll(List.of(flags));
        daemon.start(all.toArray(String[]::new));
        // The first login computes a slow hash, which must not affect the measurement.
        try (var connection = connect()) {
            connection.get(TASKS);
        }
    }

    RawHttpConnection connect() {
        try {
            return new RawHttpConnection(daemon.port(), daemon.authorization());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return daemon.port();
    }

    EventClient events(String topics) {
        return EventClient.connect(
                URI.create("http://127.0.0.1:" + daemon.port()), daemon.authorization(), topics);
    }

    ProcessStats proc() {
        return new ProcessStats(daemon.pid());
    }

    /** Submits a task and returns its path. */
    static String submit(RawHttpConnection connection, String operation) throws IOException {
        var body = connection.post(TASKS, "{\"operation\":\"" + operation + "\",\"params\":{}}");
        var from = body.indexOf("\"id\":\"") + 6;
        return TASKS + "/" + body.substring(from, body.indexOf('"', from));
    }

    /** Waits until no task is unfinished; fails if a task has failed. */
    static void awaitQuiet(RawHttpConnection connection) throws IOException {
        while (connection.get(TASKS + "?state=RUNNING&state=PENDING&limit=1").contains("\"id\"")) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    @Override
    public void close() throws InterruptedException {
        daemon.stop();
    }
}
