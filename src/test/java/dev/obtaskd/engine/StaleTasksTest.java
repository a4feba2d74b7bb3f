package dev.obtaskd.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.BatchFault;
import dev.obtaskd.store.writer.InMemoryStore;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.testing.FakeStep;
import dev.obtaskd.testing.SettableClock;
import dev.obtaskd.testing.WouldBlockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the engine handles changes of which it does not know whether they are on disk. */
class StaleTasksTest {

    private static final BatchFault UNCONFIRMED = new BatchFault(BatchFault.Kind.UNCONFIRMED, 0);
    private static final BatchFault NOT_COMMITTED =
            new BatchFault(BatchFault.Kind.NOT_COMMITTED, 0);

    @TempDir Path directory;

    private final InMemoryStore store = new InMemoryStore();
    private final SettableClock clock = new SettableClock();
    private final OneProgram program = new OneProgram();
    private SimulatedDaemon.Site site;
    private SimulatedDaemon daemon;

    @BeforeEach
    void start() {
        EngineFixture.operation(
                directory, "chain", "scope: LOCAL\nmaintenance: {type: NONE}", "a", "b");
        EngineFixture.operation(
                directory,
                "retrying",
                "scope: LOCAL\nmaintenance: {type: NONE}",
                "a retries: {times: 1, delay: 10s}");
        site = SimulatedDaemon.Site.of(directory, List.of(new FakeStep()));
        restart();
    }

    @Test
    void anAttemptStoredWithoutConfirmationIsStartedEvenIfTheNextBatchFailsToo() {
        submit();
        batch(UNCONFIRMED);
        assertThat(daemon.threads()).isZero();
        submit();
        batch(NOT_COMMITTED);
        daemon.runLoop();
        batch(BatchFault.NONE);
        assertThat(daemon.threads()).isEqualTo(1);
        assertThat(daemon.inconsistency(store.committed().tasks())).isEmpty();
    }

    @Test
    void anAttemptStoredWithoutConfirmationIsStartedEvenIfTheNextUnitIsRefused() {
        submit();
        batch(UNCONFIRMED);
        daemon.runLoop();
        batch(new BatchFault(BatchFault.Kind.REFUSED, 1));
        daemon.runLoop();
        batch(BatchFault.NONE);
        assertThat(daemon.threads()).isEqualTo(1);
    }

    @Test
    void aStopStoredWithoutConfirmationReachesItsAttempt() {
        var id = running();
        daemon.operate(
                TaskOp.TERMINATE, id, new ControlRequest(EngineFixture.ADMIN, null, null, null));
        batch(UNCONFIRMED);
        daemon.runLoop();
        batch(BatchFault.NONE);
        daemon.continueThread(0);
        assertThat(program.canceled).isTrue();
    }

    @Test
    void startsAnAttemptOnceWhateverOtherUnitFails() {
        for (int call = 1; call < 12; call++) {
            restart();
            var id = running();
            program.result = new AttemptResult.Succeeded(Map.of(), 0);
            daemon.continueThread(0);
            daemon.operate(
                    TaskOp.TERMINATE,
                    id,
                    new ControlRequest(EngineFixture.ADMIN, null, null, null));
            daemon.runLoop();
            batch(new BatchFault(BatchFault.Kind.REFUSED, call));
            assertThat(daemon.inconsistency(store.committed().tasks()))
                    .as("refused at call %d", call)
                    .isEmpty();
        }
    }

    @Test
    void theLoopReadsTheOutcomeOfALostBatch() {
        var id = running();
        daemon.runLoop();
        batch(BatchFault.NONE);
        assertThat(daemon.loopIsDue()).isFalse();
        daemon.operate(
                TaskOp.TERMINATE, id, new ControlRequest(EngineFixture.ADMIN, null, null, null));
        batch(UNCONFIRMED);
        assertThat(daemon.loopIsDue()).isTrue();
    }

    @Test
    void aWaitEndsAfterTheClockIsSetBackEvenIfTheFirstRunOfTheLoopIsLost() {
        submit("retrying");
        batch(BatchFault.NONE);
        program.result = AttemptResult.Failed.error("exit code 1");
        daemon.continueThread(0);
        batch(BatchFault.NONE);
        assertThat(state()).isEqualTo(SubTaskState.WAITING);
        daemon.runLoop();
        batch(BatchFault.NONE);
        clock.pass(Duration.ofHours(-1));
        daemon.runLoop();
        batch(NOT_COMMITTED);
        assertThat(state()).isEqualTo(SubTaskState.WAITING);
        daemon.runLoop();
        batch(BatchFault.NONE);
        assertThat(state()).isNotEqualTo(SubTaskState.WAITING);
    }

    private SubTaskState state() {
        return store.committed().tasks().getFirst().subTasks().getFirst().state();
    }

    private void restart() {
        store.clear();
        program.result = null;
        daemon = site.begin(store, program, clock, 2);
        daemon.recover();
        batch(BatchFault.NONE);
    }

    private void submit() {
        submit("chain");
    }

    private void submit(String operation) {
        daemon.submit(
                new SubmitRequest(
                        operation,
                        JsonNodeFactory.instance.objectNode(),
                        List.of(),
                        null,
                        EngineFixture.ADMIN,
                        null));
    }

    /** The id of a new task whose first program is running. */
    private TaskId running() {
        submit();
        batch(BatchFault.NONE);
        daemon.continueThread(0);
        daemon.loopIsDue();
        return store.committed().tasks().getFirst().id();
    }

    private void batch(BatchFault fault) {
        daemon.writer().reopen();
        daemon.serve(Integer.MAX_VALUE, fault, () -> {});
    }

    /** Every start does the same. */
    private static final class OneProgram implements SimulatedDaemon.Host {
        private AttemptResult result;
        private boolean canceled;

        @Override
        public Optional<AttemptResult> work(
                Task task, SubTask subTask, boolean again, boolean sameBoot, boolean canceled) {
            this.canceled = canceled;
            if (result == null) {
                throw new WouldBlockException(new CompletableFuture<>());
            }
            return Optional.of(result);
        }

        @Override
        public void clear(SubTask subTask) {
            // There are no files.
        }
    }
}
