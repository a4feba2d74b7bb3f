package dev.obtaskd.bench;

import dev.obtaskd.engine.BareEngine;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.task.ClaimStatus;
import dev.obtaskd.task.Lifetime;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** Stores full of tasks that have ended: copies of one that really ran. */
final class StoredTasks {

    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final int UNIT = 500;

    /** One in this many tasks belongs to the operation that filtered pages select. */
    static final int RARE = 20;

    static final String RARE_OPERATION = "bench.rare";
    private static final String FILE = "db/obtaskd.mv.db";

    private StoredTasks() {}

    /**
     * A new data directory with this many tasks, one per second; created once and copied
     * afterwards.
     */
    static Path copy(BenchDirectory place, int tasks) throws IOException {
        var full = place.root().resolve("stock-" + tasks);
        if (Files.notExists(full)) {
            try (var ours = new EngineTarget(Files.createDirectory(full), false)) {
                fill(ours.engine(), "bench.noop", tasks);
            }
        }
        var data = place.fresh("data");
        Files.createDirectory(data.resolve("db"), PRIVATE);
        Files.copy(full.resolve(FILE), data.resolve(FILE));
        return data;
    }

    private static void fill(BareEngine engine, String operation, int tasks) {
        var model = engine.submit(operation);
        engine.awaitQuiet();
        var ended = engine.tasks().find(model.id()).orElseThrow();
        for (int done = 0; done < tasks; done += UNIT) {
            var from = done;
            engine.writer()
                    .write(
                            tx -> {
                                for (int i = from; i < Math.min(from + UNIT, tasks); i++) {
                                    tx.insert(copy(ended, tx, tasks - i));
                                }
                                return null;
                            });
        }
    }

    private static Task copy(Task model, Transaction tx, int age) {
        var id = tx.nextId();
        var back = Duration.ofSeconds(age);
        var o = model.origin();
        var origin =
                new TaskDefinition(
                        TaskId.local(id),
                        age % RARE == 0 ? RARE_OPERATION : o.operation(),
                        o.name(),
                        o.claim(),
                        o.releaseOnFailure(),
                        o.target(),
                        o.hosts(),
                        o.params(),
                        o.document(),
                        o.sha256(),
                        o.initiator(),
                        o.parentId(),
                        o.hidden(),
                        o.reason(),
                        o.createdAt().minus(back));
        var subTasks =
                model.subTasks().stream().map(subTask -> copy(subTask, tx.nextId())).toList();
        return new Task(
                origin,
                model.graph(),
                subTasks,
                model.direction(),
                false,
                false,
                ClaimStatus.NONE,
                new Lifetime(model.startedAt().minus(back), model.endedAt().minus(back)),
                model.version());
    }

    private static SubTask copy(SubTask s, long id) {
        return new SubTask(
                id,
                s.stepId(),
                s.host(),
                s.state(),
                s.queued(),
                s.attempt(),
                s.toUndo(),
                s.autoRetries(),
                s.waiting(),
                s.output(),
                s.written(),
                s.skipped(),
                s.cause(),
                s.message(),
                new Lifetime(s.startedAt(), s.endedAt()),
                s.version());
    }
}
