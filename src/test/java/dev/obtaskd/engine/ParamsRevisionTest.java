package dev.obtaskd.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.Attempt;
import dev.obtaskd.task.SubTaskOp;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.task.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which revision of the parameters each attempt uses, and when a change of them is stored. */
class ParamsRevisionTest {

    private static final String PARAMS =
            "\nparams:\n  type: object\n  properties: {v: {type: integer, default: 0}}";

    @TempDir Path directory;

    private EngineFixture engine;

    @BeforeEach
    void start() {
        EngineFixture.operation(
                directory,
                "retrying",
                "scope: LOCAL\nmaintenance: {type: NONE}" + PARAMS,
                "a retries: {times: 1, delay: 10s}");
        EngineFixture.operation(
                directory,
                "chain",
                "scope: LOCAL\nmaintenance: {type: GLOBAL}\nreleaseOnFailure: true" + PARAMS,
                "a",
                "b");
        EngineFixture.operation(
                directory, "global", "scope: LOCAL\nmaintenance: {type: GLOBAL}" + PARAMS, "a");
        engine = new EngineFixture(directory, 2);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private ControlResult retry(long id, int value) {
        return engine.control.retry(
                TaskId.local(id),
                JsonNodeFactory.instance.objectNode().put("v", value),
                new ControlRequest(EngineFixture.ADMIN, null, null, null));
    }

    private int[] revisions(long id, String step) {
        var subTask = SubTaskId.local(engine.task(id).subTasksOf(step).getFirst().id());
        return engine.store.tasks().attempts(subTask).stream()
                .mapToInt(Attempt::paramsRevision)
                .toArray();
    }

    @Test
    void runsAndTheirAutomaticRetriesUseTheNewestRevision() {
        var id = engine.accepted("retrying");
        engine.fail(id, "a");
        engine.clock.pass(Duration.ofSeconds(10));
        engine.advance.runOnce();
        engine.fail(id, "a");
        assertThat(retry(id, 1)).isInstanceOf(ControlResult.Accepted.class);
        engine.succeed(id, "a");
        engine.fail(id, "a");
        engine.clock.pass(Duration.ofSeconds(10));
        engine.advance.runOnce();
        assertThat(revisions(id, "a")).containsExactly(1, 1, 1, 2, 2);
        assertThat(engine.task(id).params()).isEqualTo("{\"v\":1}");
        assertThat(engine.task(id).params(1)).isEqualTo("{\"v\":0}");
    }

    @Test
    void aRollbackUsesTheRevisionOfItsRun() {
        var id = engine.accepted("chain");
        engine.succeed(id, "a");
        engine.fail(id, "b");
        retry(id, 1);
        engine.succeed(id, "b");
        engine.fail(id, "b");
        engine.op(TaskOp.ROLLBACK, id);
        engine.fail(id, "b");
        // Undone with revision 2, then run with revision 3.
        retry(id, 2);
        engine.succeed(id, "b");
        engine.fail(id, "b");
        engine.op(TaskOp.ROLLBACK, id);
        engine.succeed(id, "b");
        engine.succeed(id, "a");
        assertThat(engine.task(id).state()).isEqualTo(TaskState.ROLLED_BACK);
        assertThat(revisions(id, "a")).containsExactly(1, 1);
        assertThat(revisions(id, "b")).containsExactly(1, 1, 2, 2, 2, 3, 3);
    }

    @Test
    void anAttemptThatNeverStartedDoesNotChangeWhatIsUndone() {
        var id = engine.accepted("retrying");
        engine.fail(id, "a");
        engine.op(SubTaskOp.TERMINATE, id, "a");
        assertThat(engine.task(id).state()).isEqualTo(TaskState.FAILED);
        retry(id, 1);
        engine.succeed(id, "a");
        assertThat(revisions(id, "a")).containsExactly(1, 1, 1, 2);
    }

    @Test
    void anExpiredClaimChangesNoParameters() {
        var id = engine.accepted("chain");
        engine.fail(id, "a");
        var newer = engine.accepted("global");
        assertThat(retry(id, 1)).isInstanceOf(ControlResult.Expired.class);
        assertThat(engine.task(id).paramsRevision()).isEqualTo(1);
        assertThat(engine.task(newer).paramsRevision()).isEqualTo(1);
    }

    @Test
    void parametersMadeFromAnOlderRevisionAreNotStored() {
        var id = engine.accepted("retrying");
        engine.op(TaskOp.TERMINATE, id);
        var stale =
                new ControlOrder.OnTask(
                        TaskOp.RETRY,
                        TaskId.local(id),
                        new ParamsCorrection.Corrected(
                                2,
                                JsonNodeFactory.instance.objectNode(),
                                java.util.List.of(),
                                java.util.List.of()));
        assertThat(stale.fits(engine.task(id))).isFalse();
        assertThat(
                        new ControlOrder.OnTask(TaskOp.RETRY, TaskId.local(id), null)
                                .fits(engine.task(id)))
                .isTrue();
    }

    @Test
    void aNewStartOfTheDaemonKeepsRevisionsAndReleases() {
        var id = engine.accepted("global");
        engine.fail(id, "a");
        retry(id, 7);
        engine.succeed(id, "a");
        engine.fail(id, "a");
        var request = new ControlRequest(EngineFixture.ADMIN, "stuck", null, null);
        assertThat(engine.control.releaseHold(TaskId.local(id), request))
                .isInstanceOf(ControlResult.Accepted.class);
        var before = engine.task(id);
        assertThat(before.claimHeld()).isFalse();
        assertThat(before.claimRelease().reason()).isEqualTo("stuck");
        engine.close();
        engine = new EngineFixture(directory, 2);
        var after = engine.task(id);
        assertThat(after.claimRelease()).isEqualTo(before.claimRelease());
        assertThat(after.paramsRevisions()).hasSize(1).isEqualTo(before.paramsRevisions());
        engine.op(TaskOp.RETRY, id);
        assertThat(engine.task(id).claimHeld()).isTrue();
        assertThat(engine.task(id).claimRelease()).isNull();
        engine.succeed(id, "a");
        assertThat(revisions(id, "a")).containsExactly(1, 1, 2, 2, 2);
    }

    @Test
    void aTaskTakesALimitedNumberOfChanges() {
        var id = engine.accepted("retrying");
        var task = engine.task(id);
        for (var i = 0; i < TaskParameters.MAX_CHANGES; i++) {
            task = task.withParams("{\"v\":" + i + "}", "ann", null, engine.clock.instant());
        }
        var parameters = new TaskParameters(engine.context.specs(), EngineFixture.settings(1));
        var patch = JsonNodeFactory.instance.objectNode().put("v", -1);
        assertThat(parameters.correct(task, patch)).isInstanceOf(ParamsCorrection.Refused.class);
        assertThat(parameters.correct(task, JsonNodeFactory.instance.objectNode()))
                .isInstanceOf(ParamsCorrection.Corrected.class);
    }
}
