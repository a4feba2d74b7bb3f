package dev.obtaskd.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.IdempotencyRecord;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.AttemptTrigger;
import dev.obtaskd.task.ClaimStatus;
import dev.obtaskd.task.FailureCause;
import dev.obtaskd.task.Lifetime;
import dev.obtaskd.task.SubTaskOp;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.task.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine step by step: real store, settable clock, steps that the test ends. */
class EngineTest {

    private static final String NONE = "scope: LOCAL\nmaintenance: {type: NONE}";
    private static final String GLOBAL = "scope: LOCAL\nmaintenance: {type: GLOBAL}";

    @TempDir Path directory;

    private EngineFixture engine;

    @BeforeEach
    void start() {
        EngineFixture.operation(directory, "chain", NONE, "a", "b");
        EngineFixture.operation(
                directory,
                "diamond",
                NONE,
                "a",
                "b1 needs: [a]",
                "b2 needs: [a]",
                "c needs: [b1, b2]");
        EngineFixture.operation(
                directory, "wide", NONE, "w1 needs: []", "w2 needs: []", "w3 needs: []");
        EngineFixture.operation(directory, "global", GLOBAL, "g");
        EngineFixture.operation(directory, "releasing", GLOBAL + "\nreleaseOnFailure: true", "r");
        EngineFixture.operation(directory, "retrying", NONE, "a retries: {times: 1, delay: 10s}");
        EngineFixture.operation(directory, "limited", NONE, "a timeout: 60s");
        EngineFixture.operation(directory, "rerunning", NONE, "a onRestart: rerun");
        engine = new EngineFixture(directory, 2);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void runsAChain() {
        var id = engine.accepted("chain");
        assertThat(engine.states(id)).isEqualTo("a=RUNNING b=PENDING");
        engine.succeed(id, "a", "b");
        assertThat(engine.task(id).state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(engine.fake.starts()).containsExactly("a", "b");
    }

    @Test
    void finishesAStepAndStartsTheNextInOneUnit() {
        var id = engine.accepted("chain");
        engine.end(id, "a", new AttemptResult.Succeeded(Map.of("x", "1"), 0));
        assertThat(engine.states(id)).isEqualTo("a=SUCCEEDED b=RUNNING");
        assertThat(engine.task(id).subTasksOf("a").getFirst().output()).containsEntry("x", "1");
    }

    @Test
    void sharesTheWorkersFairlyBetweenTasks() {
        var wide = engine.accepted("wide");
        var chain = engine.accepted("chain");
        assertThat(engine.states(wide)).isEqualTo("w1=RUNNING w2=RUNNING w3=READY");
        assertThat(engine.states(chain)).isEqualTo("a=READY b=PENDING");
        engine.succeed(wide, "w1");
        engine.succeed(wide, "w2");
        assertThat(engine.states(wide)).isEqualTo("w1=SUCCEEDED w2=SUCCEEDED w3=RUNNING");
        assertThat(engine.states(chain)).isEqualTo("a=RUNNING b=PENDING");
    }

    @Test
    void retryUndoesAndRunsAgainAsTwoAttempts() {
        var id = engine.accepted("chain");
        engine.fail(id, "a");
        assertThat(engine.op(TaskOp.RETRY, id)).isInstanceOf(ControlResult.Accepted.class);
        engine.succeed(id, "a");
        engine.awaitTask(id, task -> task.subTasksOf("a").getFirst().attemptNo() == 3);
        engine.succeed(id, "a", "b");
        assertThat(engine.fake.starts()).containsExactly("a", "undo a", "a", "b");
        assertThat(
                        engine.store
                                .tasks()
                                .attempts(
                                        SubTaskId.local(
                                                engine.task(id).subTasksOf("a").getFirst().id())))
                .extracting(
                        attempt -> attempt.no() + " " + attempt.kind() + " " + attempt.outcome())
                .containsExactly("1 RUN FAILED", "2 ROLLBACK SUCCEEDED", "3 RUN SUCCEEDED");
    }

    @Test
    void rollsBackInReverseOrder() {
        var id = engine.accepted("diamond");
        engine.succeed(id, "a", "b1");
        engine.fail(id, "b2");
        engine.op(TaskOp.ROLLBACK, id);
        engine.succeed(id, "b1", "b2", "a");
        assertThat(engine.task(id).state()).isEqualTo(TaskState.ROLLED_BACK);
        assertThat(engine.fake.starts().getLast()).isEqualTo("undo a");
    }

    @Test
    void showsTerminatedOnlyAfterTheAttemptHasStopped() {
        var id = engine.accepted("chain");
        EngineFixture.quickly().until(() -> engine.fake.runs("a"));
        engine.op(TaskOp.TERMINATE, id);
        assertThat(engine.task(id).state()).isEqualTo(TaskState.TERMINATING);
        EngineFixture.quickly().until(() -> engine.fake.canceled().contains("a"));
        engine.end(id, "a", new AttemptResult.Stopped("stopped", null, "TERM"));
        assertThat(engine.task(id).state()).isEqualTo(TaskState.FAILED);
        assertThat(engine.task(id).subTasksOf("a").getFirst().state())
                .isEqualTo(SubTaskState.TERMINATED);
    }

    @Test
    void repeatsTheAnswerToASubmitThatWouldNowBeRefused() {
        var key =
                new IdempotentRequest(
                        "key",
                        "hash",
                        task ->
                                new IdempotencyRecord(
                                        "admin",
                                        "key",
                                        "hash",
                                        201,
                                        "answer",
                                        null,
                                        null,
                                        engine.clock.instant()));
        assertThat(engine.submit("chain", Map.of(), key)).isInstanceOf(SubmitResult.Accepted.class);
        engine.close();
        EngineFixture.operation(directory, "chain", "scope: NOWHERE", "a");
        engine = new EngineFixture(directory, 2);
        assertThat(engine.submit("chain")).isInstanceOf(SubmitResult.Disabled.class);
        assertThat(engine.submit("chain", Map.of(), key))
                .isInstanceOfSatisfying(
                        SubmitResult.IdempotentReplay.class,
                        repeated -> assertThat(repeated.record().body()).isEqualTo("answer"));
    }

    @Test
    void aConcurrentOperationIsRefusedWithTheCurrentTask() {
        var id = engine.accepted("chain");
        engine.fail(id, "a");
        var version = engine.task(id).version();
        changedConcurrently(id);
        assertThat(engine.op(TaskOp.ABANDON, id))
                .isInstanceOfSatisfying(
                        ControlResult.ConcurrentUpdate.class,
                        raced -> assertThat(raced.current().version()).isEqualTo(version + 1));
        assertThat(engine.task(id).state()).isEqualTo(TaskState.FAILED);
        assertThat(engine.store.tasks().audit(TaskId.local(id), 1, null).items().getFirst().code())
                .isEqualTo("race.lost");
        assertThat(engine.op(TaskOp.ABANDON, id)).isInstanceOf(ControlResult.Accepted.class);
    }

    private void changedConcurrently(long id) {
        var task = engine.task(id);
        engine.store
                .writer()
                .<Void>write(
                        tx -> {
                            tx.update(
                                    task,
                                    new Task(
                                            task.origin(),
                                            task.graph(),
                                            task.subTasks(),
                                            task.direction(),
                                            task.terminating(),
                                            task.abandoned(),
                                            new ClaimStatus(
                                                    task.claimHeld(), task.claimReleasedAt()),
                                            new Lifetime(task.startedAt(), task.endedAt()),
                                            task.version() + 1));
                            return null;
                        });
    }

    @Test
    void startsAnAutomaticRetryAfterItsDelay() {
        var id = engine.accepted("retrying");
        engine.fail(id, "a");
        assertThat(engine.states(id)).isEqualTo("a=WAITING");
        engine.clock.pass(Duration.ofSeconds(9));
        assertThat(engine.advance.runOnce().moved()).isZero();
        engine.clock.pass(Duration.ofSeconds(1));
        assertThat(engine.advance.runOnce().moved()).isEqualTo(1);
        assertThat(engine.states(id)).isEqualTo("a=RUNNING");
        assertThat(engine.task(id).subTasksOf("a").getFirst().attempt().trigger())
                .isEqualTo(AttemptTrigger.AUTO);
    }

    @Test
    void stopsAnAttemptAfterItsTimeout() {
        var id = engine.accepted("limited");
        EngineFixture.quickly().until(() -> engine.fake.runs("a"));
        engine.clock.pass(Duration.ofSeconds(60));
        engine.advance.runOnce();
        assertThat(engine.states(id)).isEqualTo("a=CANCELING");
        engine.end(id, "a", new AttemptResult.Stopped("stopped", null, "KILL"));
        assertThat(engine.task(id).subTasksOf("a").getFirst().cause())
                .isEqualTo(FailureCause.TIMEOUT);
    }

    @Test
    void refusesAHeldClaimAndNamesTheHolder() {
        var holder = engine.accepted("global");
        var refused = (SubmitResult.Held) engine.submit("global");
        assertThat(refused.by().taskId()).isEqualTo(TaskId.local(holder));
        assertThat(refused.holder().state()).isEqualTo(TaskState.RUNNING);
        engine.fail(holder, "g");
        assertThat(engine.submit("global"))
                .as("a failed task keeps its claim")
                .isInstanceOf(SubmitResult.Held.class);
        engine.op(TaskOp.ABANDON, holder);
        assertThat(engine.submit("global")).isInstanceOf(SubmitResult.Accepted.class);
    }

    @Test
    void refusesToRetakeAClaimThatANewerTaskUsed() {
        var old = engine.accepted("releasing");
        engine.fail(old, "r");
        assertThat(engine.task(old).claimHeld()).isFalse();
        engine.clock.pass(Duration.ofSeconds(1));
        var newer = engine.accepted("global");
        assertThat(engine.op(TaskOp.RETRY, old))
                .isInstanceOfSatisfying(
                        ControlResult.Expired.class,
                        expired -> assertThat(expired.newer().id()).isEqualTo(TaskId.local(newer)));
        engine.succeed(newer, "g");
        assertThat(engine.op(TaskOp.RETRY, old))
                .as("also after the claim was released")
                .isInstanceOf(ControlResult.Expired.class);
        assertThat(engine.task(old).state()).isEqualTo(TaskState.FAILED);
        assertThat(engine.op(TaskOp.ABANDON, old)).isInstanceOf(ControlResult.Accepted.class);
    }

    @Test
    void abandoningAnOldTaskKeepsTheClaimOfANewerTask() {
        var old = engine.accepted("releasing");
        engine.fail(old, "r");
        var newer = engine.accepted("global");
        engine.op(TaskOp.ABANDON, old);
        assertThat(engine.store.tasks().holds())
                .extracting(hold -> hold.taskId())
                .containsExactly(TaskId.local(newer));
    }

    @Test
    void retakesAnUnusedReleasedClaim() {
        var id = engine.accepted("releasing");
        engine.fail(id, "r");
        engine.op(TaskOp.RETRY, id);
        assertThat(engine.task(id).claimHeld()).isTrue();
        assertThat(engine.store.tasks().holds()).hasSize(1);
    }

    @Test
    void aLostAttemptFailsOrRunsAgainAfterARestart() {
        var failing = engine.accepted("chain");
        var rerunning = engine.accepted("rerunning");
        engine.close();
        engine = new EngineFixture(directory, 2);
        engine.awaitTask(failing, task -> task.state() == TaskState.FAILED);
        assertThat(engine.task(failing).cause()).isEqualTo(FailureCause.INTERRUPTED);
        engine.awaitTask(rerunning, task -> task.subTasksOf("a").getFirst().attemptNo() == 2);
        assertThat(engine.task(rerunning).subTasksOf("a").getFirst().attempt().trigger())
                .isEqualTo(AttemptTrigger.RESTART);
    }

    @Test
    void continuesReadyAndWaitingSubTasksAfterARestart() {
        var retrying = engine.accepted("retrying");
        engine.fail(retrying, "a");
        engine.close();
        engine = new EngineFixture(directory, 2);
        assertThat(engine.states(retrying)).isEqualTo("a=WAITING");
        engine.clock.pass(Duration.ofSeconds(10));
        engine.advance.runOnce();
        assertThat(engine.states(retrying)).isEqualTo("a=RUNNING");
    }

    @Test
    void aStaleVersionIsRefused() {
        var id = engine.accepted("chain");
        engine.fail(id, "a");
        var request = new ControlRequest(EngineFixture.ADMIN, null, 0L, null);
        assertThat(engine.control.apply(TaskOp.RETRY, TaskId.local(id), request))
                .isInstanceOf(ControlResult.VersionChanged.class);
    }

    @Test
    void skipLetsTheNextStepStart() {
        var id = engine.accepted("chain");
        engine.fail(id, "a");
        engine.op(SubTaskOp.SKIP, id, "a");
        assertThat(engine.states(id)).isEqualTo("a=SKIPPED b=RUNNING");
    }

    @Test
    void aDryRunChangesNothing() {
        var id = engine.accepted("chain");
        engine.fail(id, "a");
        var before = engine.task(id);
        var effects =
                engine.control
                        .preview(TaskOp.RETRY, TaskId.local(id), EngineFixture.ADMIN)
                        .orElseThrow();
        assertThat(effects.runs()).hasSize(2);
        assertThat(effects.undoes()).hasSize(1);
        assertThat(engine.task(id)).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void tooManyUnfinishedTasksAreRefused() {
        for (int i = 0; i < 50; i++) {
            engine.accepted("chain");
        }
        assertThat(engine.submit("chain")).isEqualTo(new SubmitResult.TooMany(50));
    }
}
