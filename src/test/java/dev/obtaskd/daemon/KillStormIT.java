package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.testing.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The daemon dies by SIGKILL again and again while clients submit chains whose steps leave marks in
 * a file. In the end every acknowledged task has succeeded, and each of its steps ran exactly once
 * and in order: their programs outlive the daemon and are found again.
 */
class KillStormIT {

    private static final int ROUNDS = Integer.getInteger("obtaskd.rounds", 50);
    private static final int CLIENTS = 3;

    private final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();

    @TempDir
    Path directory;

    @Test
    void losesNothingAndRunsNothingTwice() throws Exception {
        var seed = Long.getLong("obtaskd.seed", System.nanoTime());
        System.out.println("kill storm, seed " + seed + " (repeat with -Dobtaskd.seed=" + seed + ")");
        var random = new Random(seed);
        var marks = Files.createDirectory(directory.resolve("marks"));
        var daemon = new Daemon(directory.resolve("data"), operations());
        for (int round = 0; round < ROUNDS; round++) {
            open(daemon, seed);
            storm(daemon, marks, random, Duration.ofMillis(200 + random.nextInt(800)));
        }
        open(daemon, seed);
        var tally = new Tally(seed, ROUNDS, 0, 0, 0, 0, 0, 0);
        for (var id : acknowledged) {
            tally = tally.plus(judged(seed, daemon, marks, id));
        }
        System.out.println(tally.add());
        assertThat(tally.clean()).as("%s", tally).isTrue();
        assertThat(tally.acknowledged()).isGreaterThan(ROUNDS);
        assertThat(daemon.stop()).isEqualTo(143);
    }

    private static void open(Daemon daemon, long seed) throws IOException {
        try {
            daemon.start();
        } catch (IllegalStateException closed) {
            System.out.println(new Tally(seed, 1, 0, 0, 0, 0, 0, 1).add());
            throw closed;
        }
    }

    /** What became of an acknowledged task. */
    private static Tally judged(long seed, Daemon daemon, Path marks, String id) throws Exception {
        var answer = daemon.get("/api/v2/tasks/" + id);
        if (answer.status() != 200) {
            return one(seed, id, "lost", 1, 0, 0);
        }
        var end = Instant.now().plusSeconds(60);
        while (!state(daemon, id).equals("SUCCEEDED")) {
            if (Instant.now().isAfter(end)) {
                return one(seed, id, "stuck", 0, 0, 1);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        var left = Files.readString(marks.resolve(answer.body().at("/params/mark").asText()));
        return left.equals("a\nb\nc\n") ? new Tally(seed, 0, 1, 0, 0, 0, 0, 0) : one(seed, id, "left " + left, 0, 1, 0);
    }

    private static Tally one(long seed, String id, String what, int lost, int twice, int stuck) {
        System.out.println("kill storm, seed " + seed + ", task " + id + ": " + what);
        return new Tally(seed, 0, 1, lost, 0, twice, stuck, 0);
    }

    /** Clients submit until the daemon is gone; only answered submits are remembered. */
    private void storm(Daemon daemon, Path marks, Random random, Duration length) throws InterruptedException {
        var dead = new AtomicBoolean();
        var clients = new ArrayList<Thread>();
        for (int client = 0; client < CLIENTS; client++) {
            var name = random.nextInt(1_000_000_000) + "-" + client + "-";
            clients.add(Thread.ofPlatform().start(() -> submit(daemon, marks, name, dead)));
        }
        LockSupport.parkNanos(length.toNanos());
        daemon.kill();
        dead.set(true);
        for (var client : clients) {
            client.join();
        }
    }

    private void submit(Daemon daemon, Path marks, String name, AtomicBoolean dead) {
        for (int i = 0; !dead.get() && i < 10; i++) {
            try {
                var mark = name + i;
                var answer = daemon.post("/api/v2/tasks", "{\"operation\": \"test.marks\", \"params\": {\"mark\": \"" + mark
                        + "\", \"directory\": \"" + marks + "\"}}");
                if (answer.status() == 201) {
                    acknowledged.add(answer.body().path("id").asText());
                }
            } catch (IOException killed) {
                // not acknowledged: it may be there or not
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static String state(Daemon daemon, String id) throws IOException, InterruptedException {
        return daemon.get("/api/v2/tasks/" + id).body().path("state").asText();
    }

    private Path operations() throws IOException {
        var operations = Files.createDirectory(directory.resolve("operations"));
        var steps = new StringBuilder();
        for (var step : List.of("a", "b", "c")) {
            steps.append("""
                      - id: %1$s
                        title: {en: Mark %1$s, zh: 标记}
                        run:
                          exec:
                            argv: [/bin/sh, -c, 'echo %1$s >> "$1/$2"; sleep 0.1', mark, "${{ params.directory }}", "${{ params.mark }}"]
                    """.formatted(step));
        }
        Files.writeString(operations.resolve("test.marks.yaml"), """
                operation: test.marks
                title: {en: Marks, zh: 标记}
                description: {en: Leaves a mark for each step., zh: 每步留下标记}
                scope: LOCAL
                maintenance: {type: NONE}
                params:
                  type: object
                  required: [directory, mark]
                  additionalProperties: false
                  properties:
                    directory: {type: string}
                    mark: {type: string}
                steps:
                """ + steps);
        return operations;
    }
}
