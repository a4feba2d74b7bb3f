package dev.obtaskd.store.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.SampleTasks;
import dev.obtaskd.store.h2.PowerLossDisk;
import dev.obtaskd.task.ClaimStatus;
import dev.obtaskd.task.Lifetime;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.testing.TortureReport;
import dev.obtaskd.testing.TortureTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Power cuts at random moments of a busy store, on a disk that keeps forced writes and a random
 * part of the others. Each run starts with what the previous cut left. No acknowledged change is
 * lost; with the barrier switched off, some are.
 */
@TortureTest
class PowerLossTest {

    private static final int CUTS = Integer.getInteger("obtaskd.rounds", 20);
    private static final int CLIENTS = 4;
    private static final int TASKS = 12;

    /** The version of a task that was acknowledged as durable. */
    private final Map<TaskId, Long> acknowledged = new ConcurrentHashMap<>();

    private final Random random = new Random();
    private long seed;

    @TempDir Path parent;

    @Test
    void everyAcknowledgedChangeSurvivesAPowerCut() throws Exception {
        seed();
        var directory = parent.resolve("0");
        for (int cut = 1; cut <= CUTS; cut++) {
            var image = run(directory, true);
            assertThat(image.lost()).as("run %d, seed %d", cut, seed).isEmpty();
            directory = leave(image.bytes(), cut);
        }
        assertThat(run(directory, true).lost()).as("after the last cut, seed %d", seed).isEmpty();
        System.out.println(
                "power loss: " + TortureReport.of(seed, CUTS, acknowledged.size()).add());
        assertThat(acknowledged).hasSizeGreaterThan(CUTS);
    }

    @Test
    void withoutTheBarrierChangesAreLost() throws Exception {
        seed();
        var lost = new ArrayList<String>();
        var directory = parent.resolve("0");
        for (int cut = 1; cut <= 20 && lost.isEmpty(); cut++) {
            try {
                var image = run(directory, false);
                lost.addAll(image.lost());
                directory = leave(image.bytes(), cut);
            } catch (FlywayException unopenable) {
                lost.add("the store");
            }
        }
        assertThat(lost).as("seed %d", seed).isNotEmpty();
    }

    /**
     * One run of the store.
     *
     * @param lost missing or contradictory data at its start
     * @param bytes of the file after the cut that ended it
     */
    private record Image(List<String> lost, byte[] bytes) {}

    private Image run(Path directory, boolean fsync) throws IOException, InterruptedException {
        try (var store = open(directory, fsync)) {
            var lost = check(store);
            // The first start forces the new file with its first change.
            submit(store, 0);
            var clients = new ArrayList<Thread>();
            for (int client = 0; client < CLIENTS; client++) {
                var name = client;
                clients.add(Thread.ofPlatform().start(() -> work(store, name)));
            }
            LockSupport.parkNanos(random.nextLong(60_000_000));
            var acknowledgedBeforeCut = Map.copyOf(acknowledged);
            var bytes = PowerLossDisk.recording(directory).cut(random);
            for (var client : clients) {
                client.join();
            }
            // Nothing was acknowledged after the cut.
            acknowledged.keySet().retainAll(acknowledgedBeforeCut.keySet());
            acknowledged.putAll(acknowledgedBeforeCut);
            return new Image(lost, bytes);
        } finally {
            PowerLossDisk.forget(directory);
        }
    }

    private StoreFixture open(Path directory, boolean fsync) throws IOException {
        try {
            return new StoreFixture(
                    PowerLossDisk.database(directory),
                    parent,
                    StoreFixture.disk(fsync, parent),
                    (sha, document) -> StoreFixture.GRAPHS.get(sha));
        } catch (FlywayException unopenable) {
            if (fsync) {
                System.out.println(
                        "power loss: " + new TortureReport(seed, 0, 0, 0, 0, 0, 0, 1).add());
            }
            throw unopenable;
        }
    }

    private void work(StoreFixture store, int client) {
        for (int i = 0; i < TASKS; i++) {
            var task = submit(store, client);
            task =
                    write(
                            store,
                            task,
                            SampleTasks.changed(
                                    task,
                                    List.of(
                                            SampleTasks.changed(
                                                    task.subTasks().getFirst(),
                                                    SubTaskState.SUCCEEDED,
                                                    null),
                                            task.subTasks().getLast())));
            write(store, task, released(task));
        }
    }

    private Task submit(StoreFixture store, int client) {
        var task =
                store.writer()
                        .write(
                                tx -> {
                                    var id = tx.nextId() * 10;
                                    var made =
                                            held(
                                                    SampleTasks.task(
                                                            id,
                                                            SubTaskState.RUNNING,
                                                            SampleTasks.Named.task("op"),
                                                            SampleTasks.T0,
                                                            null));
                                    tx.insert(made);
                                    tx.insertHold(
                                            new Hold(
                                                    SampleTasks.tenant("t" + id),
                                                    TaskId.local(id),
                                                    SampleTasks.T0));
                                    return made;
                                });
        acknowledged.put(task.id(), task.version());
        return task;
    }

    private Task write(StoreFixture store, Task before, Task after) {
        store.writer()
                .<Void>write(
                        tx -> {
                            tx.update(before, after);
                            if (before.claimHeld() && !after.claimHeld()) {
                                tx.deleteHold(after.id());
                            }
                            return null;
                        });
        acknowledged.put(after.id(), after.version());
        return after;
    }

    private List<String> check(StoreFixture store) {
        var lost = new ArrayList<String>();
        var there = new HashMap<TaskId, Task>();
        store.writer()
                .<Void>write(
                        tx -> {
                            tx.unfinished().forEach(task -> there.put(task.id(), task));
                            return null;
                        });
        acknowledged.forEach(
                (id, version) -> {
                    if (!there.containsKey(id) || there.get(id).version() < version) {
                        lost.add("task " + id + ", version " + version);
                    }
                });
        var holders = store.tasks().holds().stream().map(Hold::taskId).collect(Collectors.toSet());
        there.values().stream()
                .filter(task -> task.claimHeld() != holders.contains(task.id()) || torn(task))
                .forEach(task -> lost.add("the agreement of " + task));
        return lost;
    }

    /** Whether a change is stored in part. */
    private static boolean torn(Task task) {
        var first = task.subTasks().getFirst();
        return (task.version() > 0) != (first.state() == SubTaskState.SUCCEEDED)
                || task.version() > 1 == task.claimHeld();
    }

    private static Task held(Task task) {
        return claim(task, true, 0);
    }

    private static Task released(Task task) {
        return claim(task, false, task.version() + 1);
    }

    private static Task claim(Task task, boolean held, long version) {
        return new Task(
                task.origin(),
                task.graph(),
                task.subTasks(),
                task.direction(),
                false,
                false,
                new ClaimStatus(held, null),
                Lifetime.NOT_STARTED,
                version);
    }

    private Path leave(byte[] image, int cut) throws IOException {
        var directory = parent.resolve("" + cut);
        Files.write(
                Files.createDirectories(directory.resolve("db")).resolve("obtaskd.mv.db"), image);
        return directory;
    }

    private void seed() {
        seed = Long.getLong("obtaskd.seed", System.nanoTime());
        System.out.println(
                "power loss, seed " + seed + " (repeat with -Dobtaskd.seed=" + seed + ")");
        random.setSeed(seed);
    }
}
