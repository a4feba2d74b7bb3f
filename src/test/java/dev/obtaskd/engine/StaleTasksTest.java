package dev.obtaskd.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.BatchFault;
import dev.obtaskd.store.writer.InMemoryStore;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.testing.FakeStep;
import dev.obtaskd.testing.SettableClock;
import dev.obtaskd.testing.WouldBlockException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine does about changes of which it cannot know whether they are on disk. */
class StaleTasksTest {

    private static final BatchFault UNCONFIRMED = new BatchFault(BatchFault.Kind.UNCONFIRMED, 0);
    private static final BatchFault NOT_COMMITTED =
            new BatchFault(BatchFault.Kind.NOT_COMMITTED, 0);

    @TempDir Path directory;

    private final InMemoryStore store = new InMemoryStore();
    private final OneProgram program = new OneProgram();
    private SimulatedDaemon.Site site;
    private SimulatedDaemon life;

    @BeforeEach
    void start() {
        EngineFixture.operation(
                directory, "chain", "scope: LOCAL\nmaintenance: {type: NONE}", "a", "b");
        site = SimulatedDaemon.Site.of(directory, List.of(new FakeStep()));
        restart();
    }

    @Test
    void anAttemptStoredWithoutConfirmationIsStartedEvenIfTheNextBatchFailsToo() {
        submit();
        batch(UNCONFIRMED);
        assertThat(life.threads()).isZero();
        submit();
        batch(NOT_COMMITTED);
        life.turn();
        batch(BatchFault.NONE);
        assertThat(life.threads()).isEqualTo(1);
        assertThat(life.flaw(store.committed().tasks())).isEmpty();
    }

    @Test
    void anAttemptStoredWithoutConfirmationIsStartedEvenIfTheNextUnitIsRefused() {
        submit();
        batch(UNCONFIRMED);
        life.turn();
        batch(new BatchFault(BatchFault.Kind.REFUSED, 1));
        life.turn();
        batch(BatchFault.NONE);
        assertThat(life.threads()).isEqualTo(1);
    }

    @Test
    void aStopStoredWithoutConfirmationReachesItsAttempt() {
        var id = running();
        life.operate(
                TaskOp.TERMINATE, id, new ControlRequest(EngineFixture.ADMIN, null, null, null));
        batch(UNCONFIRMED);
        life.turn();
        batch(BatchFault.NONE);
        life.goOn(0);
        assertThat(program.canceled).isTrue();
    }

    @Test
    void whateverFailsBesideItAnAttemptIsStartedOnce() {
        for (int call = 1; call < 12; call++) {
            restart();
            var id = running();
            program.result = new AttemptResult.Succeeded(Map.of(), 0);
            life.goOn(0);
            life.operate(
                    TaskOp.TERMINATE,
                    id,
                    new ControlRequest(EngineFixture.ADMIN, null, null, null));
            life.turn();
            batch(new BatchFault(BatchFault.Kind.REFUSED, call));
            assertThat(life.flaw(store.committed().tasks()))
                    .as("refused at call %d", call)
                    .isEmpty();
        }
    }

    @Test
    void theLoopLooksForItselfWhatBecameOfALostBatch() {
        var id = running();
        life.turn();
        batch(BatchFault.NONE);
        assertThat(life.wantsToTurn()).isFalse();
        life.operate(
                TaskOp.TERMINATE, id, new ControlRequest(EngineFixture.ADMIN, null, null, null));
        batch(UNCONFIRMED);
        assertThat(life.wantsToTurn()).isTrue();
    }

    private void restart() {
        store.clear();
        program.result = null;
        life = site.begin(store, program, new SettableClock(), 2);
        life.recover();
        batch(BatchFault.NONE);
    }

    private void submit() {
        life.submit(
                new SubmitRequest(
                        "chain",
                        JsonNodeFactory.instance.objectNode(),
                        List.of(),
                        null,
                        EngineFixture.ADMIN,
                        null));
    }

    /** The id of a new task whose first program is followed. */
    private TaskId running() {
        submit();
        batch(BatchFault.NONE);
        life.goOn(0);
        life.wantsToTurn();
        return store.committed().tasks().getFirst().id();
    }

    private void batch(BatchFault fault) {
        life.writer().reopen();
        life.serve(Integer.MAX_VALUE, fault, () -> {});
    }

    /** Whatever is started does the same. */
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
            // It leaves nothing.
        }
    }
}
