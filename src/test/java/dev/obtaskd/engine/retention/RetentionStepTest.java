package dev.obtaskd.engine.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.obtaskd.engine.EngineFixture;
import dev.obtaskd.engine.attempt.EngineSettings;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.log.LogLimits;
import dev.obtaskd.log.TaskDirectories;
import dev.obtaskd.log.TaskDirectory;
import dev.obtaskd.step.FakeContext;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.IdempotencyRecord;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.TaskDefinition;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.task.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deletes exactly the expired data, in a real store with real directories. */
class RetentionStepTest {

    private static final Duration TASKS = Duration.ofDays(180);
    private static final Duration LOGS = Duration.ofDays(30);
    private static final Duration AUDIT = Duration.ofDays(730);
    private static final Duration MICRO = Duration.ofNanos(1_000);

    @TempDir Path directory;

    private long maxTotal = Long.MAX_VALUE;
    private EngineFixture engine;
    private FakeContext context;

    @BeforeEach
    void start() {
        EngineFixture.operation(directory, "one", "scope: LOCAL\nmaintenance: {type: NONE}", "a");
        engine = new EngineFixture(directory, 9);
        context = new FakeContext(directory, "1.1");
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void deletesExpiredTasksOnly() {
        var older = finished();
        engine.clock.pass(MICRO);
        var justYoungEnough = finished();
        engine.clock.pass(TASKS);
        assertThat(sweep()).isEqualTo(succeeded(1, 1));
        assertThat(engine.store.tasks().find(TaskId.local(older))).isEmpty();
        assertThat(engine.store.tasks().find(TaskId.local(justYoungEnough))).isPresent();
    }

    @Test
    void deletesLogsBeforeTasksAndReportsThemAsExpired() {
        var older = finished();
        engine.clock.pass(MICRO);
        var justYoungEnough = finished();
        engine.clock.pass(LOGS);
        assertThat(sweep()).isEqualTo(succeeded(0, 1));
        assertThat(expired(older)).isTrue();
        assertThat(expired(justYoungEnough)).isFalse();
        assertThat(engine.task(older).state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void deletesLogsBeyondTheirTotalSizeByTheEndOfTheirTasks() throws IOException {
        var first = finished();
        engine.clock.pass(MICRO);
        var second = finished();
        engine.clock.pass(MICRO);
        var third = finished();
        var unfinished = engine.accepted("one");
        for (var id : List.of(unfinished, first, second, third)) {
            leave(id, "files/data", 1000);
        }
        leave(third, "run/stdout", 100_000);
        maxTotal = size(unfinished) + size(second) + size(third);
        assertThat(sweep()).isEqualTo(succeeded(0, 1));
        assertThat(expired(first)).isTrue();
        assertThat(expired(second)).isFalse();
        maxTotal = 1;
        assertThat(sweep()).isEqualTo(succeeded(0, 2));
        assertThat(expired(third)).isTrue();
        assertThat(place(unfinished).path()).exists();
    }

    @Test
    void deletesDirectoriesOfDeletedTasksAndEmptyDays() {
        var place = place(finished()).path();
        engine.clock.pass(TASKS.plus(MICRO));
        sweep(TASKS, Duration.ofDays(300));
        assertThat(place).doesNotExist();
        assertThat(place.getParent()).exists();
        sweep();
        assertThat(place.getParent()).doesNotExist();
    }

    @Test
    void keepsUnfinishedTasksOfAnyAge() {
        var failed = engine.accepted("one");
        engine.fail(failed, "a");
        var running = engine.accepted("one");
        EngineFixture.quickly().until(() -> Files.exists(place(running).path()));
        engine.clock.pass(Duration.ofDays(4_000));
        assertThat(sweep()).isEqualTo(succeeded(0, 0));
        assertThat(engine.task(failed).state()).isEqualTo(TaskState.FAILED);
        assertThat(place(failed).path()).exists();
        assertThat(place(running).path()).exists();
    }

    @Test
    void countsTheAgeOfAnAbandonedTaskFromItsEnd() {
        var id = engine.accepted("one");
        engine.fail(id, "a");
        engine.clock.pass(TASKS.plus(MICRO));
        engine.op(TaskOp.ABANDON, id);
        assertThat(sweep()).isEqualTo(succeeded(0, 0));
        engine.clock.pass(TASKS.plus(MICRO));
        assertThat(sweep()).isEqualTo(succeeded(1, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3650})
    void deletesNothingEarlyAfterTheClockWasSetBack(long days) {
        var before = finished();
        engine.clock.pass(Duration.ofDays(days));
        var meanwhile = finished();
        engine.clock.pass(Duration.ofDays(-days));
        assertThat(sweep()).isEqualTo(succeeded(0, 0));
        engine.clock.pass(TASKS.plus(MICRO));
        sweep();
        assertThat(engine.store.tasks().find(TaskId.local(before))).isEmpty();
        assertThat(engine.store.tasks().find(TaskId.local(meanwhile))).isPresent();
    }

    @Test
    void keepsEverythingForAtLeastADay() {
        var id = finished();
        engine.clock.pass(Duration.ofHours(24));
        sweep(Duration.ZERO, Duration.ofSeconds(1));
        assertThat(engine.store.tasks().find(TaskId.local(id))).isPresent();
        assertThat(expired(id)).isFalse();
        engine.clock.pass(MICRO);
        sweep(Duration.ZERO, Duration.ofSeconds(1));
        assertThat(engine.store.tasks().find(TaskId.local(id))).isEmpty();
    }

    @Test
    void deletesIdempotencyAnswersAfterADay() {
        remember("old", engine.clock.instant());
        remember("young", engine.clock.instant().plus(MICRO));
        engine.clock.pass(Duration.ofHours(24).plus(MICRO));
        sweep();
        assertThat(known("old")).isFalse();
        assertThat(known("young")).isTrue();
    }

    @Test
    void deletesSeveralBatchesInOneRun() {
        var count = 2 * RetentionSweep.BATCH + 1;
        var ids = new ArrayList<TaskId>();
        for (int i = 0; i < count; i++) {
            ids.add(TaskId.local(finished()));
            remember("k" + i, engine.clock.instant());
        }
        engine.clock.pass(LOGS.plus(MICRO));
        assertThat(sweep()).isEqualTo(succeeded(0, count));
        assertThat(known("k" + (count - 1))).isFalse();
        engine.clock.pass(TASKS);
        assertThat(sweep()).isEqualTo(succeeded(count, 0));
        assertThat(engine.store.tasks().ends(ids)).isEmpty();
    }

    @Test
    void deletesOnlyDirectoriesOfMissingTasks() throws IOException {
        var tasks = directory.resolve("tasks");
        var leftOver = Files.createDirectories(tasks.resolve("20251201/999999/1.1"));
        var young = Files.createDirectories(tasks.resolve("20251204/999998/1.1"));
        var strangers =
                List.of(
                        Files.createDirectories(tasks.resolve("20251201/notes")),
                        Files.createDirectories(tasks.resolve("2025/1")),
                        Files.writeString(tasks.resolve("20251130"), "a file"));
        // 2026-01-02T03:04:05: thirty days earlier is in the middle of 2025-12-03.
        sweep();
        assertThat(leftOver).doesNotExist();
        assertThat(young).exists();
        assertThat(strangers).allSatisfy(path -> assertThat(path).exists());
    }

    @Test
    void reportsWhatWasDeleted() {
        var first = finished();
        engine.clock.pass(TASKS);
        var second = finished();
        engine.clock.pass(LOGS.plus(MICRO));
        sweep();
        assertThat(context.system)
                .satisfiesExactly(
                        line ->
                                assertThat(line)
                                        .startsWith("deleted tasks that ended before 20")
                                        .endsWith("Z: " + first),
                        line ->
                                assertThat(line)
                                        .startsWith("deleted logs and files of tasks that ")
                                        .endsWith("Z: " + second),
                        line ->
                                assertThat(line)
                                        .isEqualTo(
                                                "1 tasks, logs and files of 1 others, 0 idempotency"
                                                        + " records and 0 audit entries deleted"));
    }

    @Test
    void stopsOnRequest() {
        var id = finished();
        engine.clock.pass(TASKS.plus(MICRO));
        context.cancel();
        assertThat(sweep()).isInstanceOf(AttemptResult.Stopped.class);
        assertThat(engine.store.tasks().find(TaskId.local(id))).isPresent();
        assertThat(place(id).path()).exists();
    }

    @Test
    void takesNoParameters() {
        var none = JsonNodeFactory.instance.objectNode();
        assertThat(step(TASKS, LOGS).check(none)).isEmpty();
        assertThat(step(TASKS, LOGS).check(none.put("days", 1))).hasSize(1);
    }

    private long finished() {
        var id = engine.accepted("one");
        engine.succeed(id, "a");
        // The launcher cleans up after the attempt once its result is stored.
        EngineFixture.quickly().until(() -> engine.launcher.running() == 0);
        return id;
    }

    @Test
    void auditEntriesHaveARetentionOfTheirOwn() {
        engine.store.writer().write(tx -> audited(tx, "old", AUDIT.plusSeconds(1)));
        engine.store.writer().write(tx -> audited(tx, "recent", AUDIT.minusSeconds(1)));
        sweep();
        assertThat(engine.store.tasks().audit(null, 100, null).items())
                .extracting(AuditEntry::action)
                .contains("recent")
                .doesNotContain("old");
    }

    private Void audited(Transaction tx, String action, Duration age) {
        tx.audit(
                new AuditEntry(
                        tx.nextId(),
                        engine.clock.instant().minus(age),
                        "ann",
                        "ADMIN",
                        TaskDefinition.Source.API,
                        null,
                        action,
                        null,
                        null,
                        null,
                        null,
                        null,
                        AuditEntry.Result.ACCEPTED,
                        null));
        return null;
    }

    private AttemptResult sweep() {
        return sweep(TASKS, LOGS);
    }

    private AttemptResult sweep(Duration tasks, Duration logs) {
        return step(tasks, logs).run(JsonNodeFactory.instance.objectNode(), context);
    }

    private RetentionStep step(Duration tasks, Duration logs) {
        var settings = new RetentionSettings(tasks, logs, AUDIT);
        return new RetentionStep(
                engine.store.writer(),
                engine.store.tasks(),
                new TaskDirectories(directory),
                engine.clock,
                settings,
                new LogLimits(1024, 1024, maxTotal));
    }

    private void leave(long id, String file, int size) throws IOException {
        var subTask = engine.task(id).subTasks().getFirst();
        var path = place(id).create(subTask.id(), 1).path().resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, new byte[size]);
    }

    private long size(long id) throws IOException {
        return place(id).size();
    }

    private boolean expired(long id) {
        var subTask = engine.task(id).subTasks().getFirst();
        return place(id).expired(subTask.id(), subTask.attempt());
    }

    private TaskDirectory place(long id) {
        return new TaskDirectories(directory)
                .of(TaskId.local(id), engine.task(id).origin().createdAt());
    }

    private void remember(String key, Instant at) {
        engine.store
                .writer()
                .write(
                        tx -> {
                            tx.insertIdempotencyRecord(
                                    new IdempotencyRecord(
                                            "ann", key, "hash", 201, "{}", "/x", null, at));
                            return null;
                        });
    }

    private boolean known(String key) {
        return engine.store.writer().write(tx -> tx.findIdempotencyRecord("ann", key).isPresent());
    }

    private static AttemptResult succeeded(int tasks, int logs) {
        return new AttemptResult.Succeeded(Map.of("tasks", "" + tasks, "logs", "" + logs), null);
    }

    /** Provides only the settings that the step needs. */
    private record RetentionSettings(Duration tasks, Duration logs, Duration audit)
            implements EngineSettings, EngineSettings.RetentionSettings {
        @Override
        public EngineSettings.RetentionSettings retention() {
            return this;
        }

        @Override
        public AgentSettings agent() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int maxRunning() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int maxUnfinished() {
            throw new UnsupportedOperationException();
        }

        @Override
        public LoopSettings engine() {
            throw new UnsupportedOperationException();
        }
    }
}
