package dev.obtaskd.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.SubTaskOp;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.task.TaskState;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every cell of the two tables "operation × state" of the task center, against the store: an
 * allowed operation leads to the state that the effect rules define, a refused one changes nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationMatrixTest {

    private static final AttemptResult STOPPED = new AttemptResult.Stopped("stopped", null, "TERM");

    private EngineFixture engine;
    private int count;

    @BeforeAll
    void start(@TempDir Path directory) {
        for (int i = 0; i < 100; i++) {
            // Distinct names, since the fake step identifies attempts by the name of their step.
            var head = "scope: LOCAL\nmaintenance: {type: NONE}";
            EngineFixture.operation(directory, "one" + i, head, "s" + i);
            EngineFixture.operation(directory, "two" + i, head, "a" + i, "s" + i);
            EngineFixture.operation(directory, "then" + i, head, "s" + i, "z" + i);
            EngineFixture.operation(
                    directory, "auto" + i, head, "s" + i + " retries: {times: 1, delay: 1h}");
        }
        engine = new EngineFixture(directory, 1000);
    }

    @AfterAll
    void stop() {
        engine.close();
    }

    private long submit(String kind) {
        count++;
        return engine.accepted(kind + count % 100);
    }

    private String s() {
        return "s" + count % 100;
    }

    private String a() {
        return "a" + count % 100;
    }

    private long running() {
        var id = submit("one");
        EngineFixture.quickly().until(() -> engine.fake.runs(s()));
        return id;
    }

    private long failed() {
        var id = running();
        engine.fail(id, s());
        return id;
    }

    private long terminating() {
        var id = running();
        engine.op(TaskOp.TERMINATE, id);
        return id;
    }

    private long rollingBack() {
        var id = failed();
        engine.op(TaskOp.ROLLBACK, id);
        EngineFixture.quickly().until(() -> engine.fake.runs("undo " + s()));
        return id;
    }

    private long rollbackFailed() {
        var id = rollingBack();
        engine.fail(id, s());
        return id;
    }

    private long succeeded() {
        var id = running();
        engine.succeed(id, s());
        return id;
    }

    private long rolledBack() {
        var id = rollingBack();
        engine.succeed(id, s());
        return id;
    }

    private long abandoned() {
        var id = failed();
        engine.op(TaskOp.ABANDON, id);
        return id;
    }

    @Test
    void everyOperationOnATaskInEveryState() {
        var failedOnly = EnumSet.of(TaskOp.RETRY, TaskOp.ROLLBACK, TaskOp.ABANDON);
        var terminate = EnumSet.of(TaskOp.TERMINATE);
        var none = EnumSet.noneOf(TaskOp.class);
        checkTask(TaskState.RUNNING, this::running, terminate);
        checkTask(TaskState.TERMINATING, this::terminating, terminate);
        checkTask(TaskState.FAILED, this::failed, failedOnly);
        checkTask(TaskState.ROLLING_BACK, this::rollingBack, terminate);
        checkTask(TaskState.ROLLBACK_FAILED, this::rollbackFailed, failedOnly);
        checkTask(TaskState.SUCCEEDED, this::succeeded, none);
        checkTask(TaskState.ROLLED_BACK, this::rolledBack, none);
        checkTask(TaskState.ABANDONED, this::abandoned, none);
    }

    private void checkTask(TaskState state, LongSupplier make, Set<TaskOp> allowed) {
        for (var op : TaskOp.values()) {
            var id = make.getAsLong();
            var before = engine.task(id);
            assertThat(before.state()).isEqualTo(state);
            var outcome = engine.op(op, id);
            if (allowed.contains(op)) {
                assertThat(outcome)
                        .as("%s on %s", op, state)
                        .isInstanceOf(ControlResult.Accepted.class);
                assertThat(engine.task(id).state())
                        .as("%s on %s", op, state)
                        .isEqualTo(taskAfter(state, op));
            } else {
                assertThat(outcome)
                        .as("%s on %s", op, state)
                        .isInstanceOf(ControlResult.Refused.class);
                assertThat(engine.task(id))
                        .as("%s on %s changes nothing", op, state)
                        .usingRecursiveComparison()
                        .isEqualTo(before);
            }
        }
    }

    private static TaskState taskAfter(TaskState state, TaskOp op) {
        return switch (op) {
            case TERMINATE -> TaskState.TERMINATING;
            case RETRY -> TaskState.RUNNING;
            case ROLLBACK -> TaskState.ROLLING_BACK;
            case ABANDON -> TaskState.ABANDONED;
        };
    }

    @Test
    void everyOperationOnASubTaskInEveryState() {
        var mend = EnumSet.of(SubTaskOp.RETRY, SubTaskOp.SKIP);
        var stop = EnumSet.of(SubTaskOp.TERMINATE);
        var none = EnumSet.noneOf(SubTaskOp.class);
        checkSub(SubTaskState.PENDING, () -> submit("two"), none);
        checkSub(
                SubTaskState.WAITING,
                () -> {
                    var id = submit("auto");
                    engine.fail(id, s());
                    return id;
                },
                stop);
        checkSub(SubTaskState.RUNNING, this::running, stop);
        checkSub(SubTaskState.CANCELING, this::terminating, stop);
        checkSub(
                SubTaskState.TERMINATED,
                () -> {
                    var id = terminating();
                    engine.end(id, s(), STOPPED);
                    return id;
                },
                mend);
        checkSub(SubTaskState.FAILED, this::failed, mend);
        checkSub(
                SubTaskState.SUCCEEDED,
                () -> {
                    var id = submit("then");
                    engine.succeed(id, s());
                    return id;
                },
                none);
        checkSub(
                SubTaskState.SKIPPED,
                () -> {
                    var id = submit("then");
                    engine.fail(id, s());
                    engine.op(SubTaskOp.SKIP, id, s());
                    return id;
                },
                none);
        checkSub(SubTaskState.ROLLING_BACK, this::rollingBack, stop);
        checkSub(SubTaskState.ROLLBACK_FAILED, this::rollbackFailed, mend);
        checkSub(
                SubTaskState.ROLLED_BACK,
                () -> {
                    var id = submit("two");
                    engine.succeed(id, a());
                    engine.fail(id, s());
                    engine.op(TaskOp.ROLLBACK, id);
                    engine.succeed(id, s());
                    return id;
                },
                none);
    }

    private void checkSub(SubTaskState state, LongSupplier make, Set<SubTaskOp> allowed) {
        for (var op : SubTaskOp.values()) {
            var id = make.getAsLong();
            var before = engine.task(id);
            assertThat(before.subTasksOf(s()).getFirst().state())
                    .as("state prepared for %s", op)
                    .isEqualTo(state);
            var outcome = engine.op(op, id, s());
            if (allowed.contains(op)) {
                assertThat(outcome)
                        .as("%s on %s", op, state)
                        .isInstanceOf(ControlResult.Accepted.class);
                assertThat(engine.task(id).subTasksOf(s()).getFirst().state())
                        .as("%s on %s", op, state)
                        .isEqualTo(SUB_AFTER.get(op).get(state));
            } else {
                assertThat(outcome)
                        .as("%s on %s", op, state)
                        .isInstanceOf(ControlResult.Refused.class);
                assertThat(engine.task(id))
                        .as("%s on %s changes nothing", op, state)
                        .usingRecursiveComparison()
                        .isEqualTo(before);
            }
        }
    }

    private static final Map<SubTaskOp, Map<SubTaskState, SubTaskState>> SUB_AFTER =
            new EnumMap<>(
                    Map.of(
                            SubTaskOp.RETRY,
                                    Map.of(
                                            SubTaskState.TERMINATED, SubTaskState.ROLLING_BACK,
                                            SubTaskState.FAILED, SubTaskState.ROLLING_BACK,
                                            SubTaskState.ROLLBACK_FAILED,
                                                    SubTaskState.ROLLING_BACK),
                            SubTaskOp.SKIP,
                                    Map.of(
                                            SubTaskState.TERMINATED, SubTaskState.SKIPPED,
                                            SubTaskState.FAILED, SubTaskState.SKIPPED,
                                            SubTaskState.ROLLBACK_FAILED, SubTaskState.ROLLED_BACK),
                            SubTaskOp.TERMINATE,
                                    Map.of(
                                            SubTaskState.WAITING, SubTaskState.TERMINATED,
                                            SubTaskState.RUNNING, SubTaskState.CANCELING,
                                            SubTaskState.CANCELING, SubTaskState.CANCELING,
                                            SubTaskState.ROLLING_BACK, SubTaskState.CANCELING)));
}
