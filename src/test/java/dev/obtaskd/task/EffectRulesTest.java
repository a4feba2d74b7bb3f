package dev.obtaskd.task;

import static dev.obtaskd.task.SubTaskOp.SKIP;
import static dev.obtaskd.task.TaskOp.ABANDON;
import static dev.obtaskd.task.TaskOp.RETRY;
import static dev.obtaskd.task.TaskOp.ROLLBACK;
import static dev.obtaskd.task.TaskOp.TERMINATE;
import static dev.obtaskd.testing.StepBuilder.allow;
import static dev.obtaskd.testing.StepBuilder.onRestart;
import static dev.obtaskd.testing.StepBuilder.retries;
import static dev.obtaskd.testing.StepBuilder.rollback;
import static dev.obtaskd.testing.StepBuilder.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.testing.TaskScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The effect rules of the task center, each with the smallest graph that shows it. */
class EffectRulesTest {

    private static TaskScenario diamond() {
        return TaskScenario.of(step("a"), step("b1", "a"), step("b2", "a"), step("c", "b1", "b2"));
    }

    @Test
    void aJoinStartsWhenAllItsParentsAreDone() {
        var script = diamond().succeed("a", "b1");
        assertThat(script.states()).isEqualTo("a=SUCCEEDED b1=SUCCEEDED b2=RUNNING c=PENDING");
        assertThat(script.succeed("b2").states())
                .isEqualTo("a=SUCCEEDED b1=SUCCEEDED b2=SUCCEEDED c=RUNNING");
        assertThat(script.succeed("c").task().state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void aTaskIsPendingUntilItsFirstAttemptStarts() {
        var script = diamond();
        assertThat(script.task().state()).isEqualTo(TaskState.PENDING);
        assertThat(script.start().task().state()).isEqualTo(TaskState.RUNNING);
    }

    @Test
    void afterAFailureRunningSiblingsFinishAndNoneStarts() {
        var script = diamond().succeed("a").fail("b1");
        assertThat(script.task().state()).isEqualTo(TaskState.RUNNING);
        assertThat(WaitReasons.of(script.task(), host -> true).orElseThrow().kind())
                .isEqualTo(WaitReason.Kind.DRAIN);
        script.succeed("b2");
        assertThat(script.states()).isEqualTo("a=SUCCEEDED b1=FAILED b2=SUCCEEDED c=PENDING");
        assertThat(script.task().state()).isEqualTo(TaskState.FAILED);
    }

    @Test
    void aReadySiblingOfAFailureGoesBackToPending() {
        var script = TaskScenario.of(step("a"), step("b"));
        var a = script.get("a");
        var started = TaskTransitions.start(script.task(), a.id(), script.now(), null);
        var failed =
                TaskTransitions.endAttempt(
                                started, a.id(), 1, AttemptResult.Failed.error("no"), script.now())
                        .orElseThrow();
        assertThat(failed.subTasksOf("b").getFirst().state()).isEqualTo(SubTaskState.PENDING);
        assertThat(failed.state()).isEqualTo(TaskState.FAILED);
    }

    @Test
    void aWaitForAnAutomaticRetryEndsAtOnceWhenASiblingFails() {
        var script =
                TaskScenario.of(retries(step("a"), 3, Duration.ofMinutes(1)), step("b")).fail("a");
        assertThat(script.get("a").state()).isEqualTo(SubTaskState.WAITING);
        script.fail("b");
        assertThat(script.states()).isEqualTo("a=FAILED b=FAILED");
        assertThat(script.get("a").cause()).isEqualTo(FailureCause.ERROR);
    }

    @Test
    void retryUndoesAndRerunsFailedSubTasksOnly() {
        var script = diamond().succeed("a").fail("b1").succeed("b2");
        script.op(RETRY).succeedAll();
        assertThat(script.starts()).isEqualTo("a, b1, b2, undo b1, b1, c");
        assertThat(script.task().state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(script.get("b1").attemptNo()).isEqualTo(3);
    }

    @Test
    void retryRunsImmediatelyWithoutARealRollback() {
        var script =
                TaskScenario.of(rollback(step("a"), RollbackPolicy.NOOP))
                        .fail("a")
                        .op(RETRY)
                        .succeedAll();
        assertThat(script.starts()).isEqualTo("a, a");
    }

    @Test
    void retryDoesNotUndoWhatNeverStarted() {
        var script = TaskScenario.of(step("a")).op(TERMINATE);
        assertThat(script.get("a").state()).isEqualTo(SubTaskState.TERMINATED);
        assertThat(script.op(RETRY).succeedAll().starts()).isEqualTo("a");
    }

    @Test
    void aFailedUndoBeforeARetryHasTheCauseUndo() {
        var script = TaskScenario.of(step("a")).fail("a").op(RETRY).fail("a");
        assertThat(script.get("a").state()).isEqualTo(SubTaskState.FAILED);
        assertThat(script.get("a").cause()).isEqualTo(FailureCause.UNDO);
        assertThat(script.task().state()).isEqualTo(TaskState.FAILED);
    }

    @Test
    void retryOfOneOfTwoFailuresLeavesTheTaskFailed() {
        var script =
                diamond()
                        .succeed("a")
                        .fail("b1", "b2")
                        .op(SubTaskOp.RETRY, "b1")
                        .succeed("b1")
                        .succeed("b1");
        assertThat(script.states()).isEqualTo("a=SUCCEEDED b1=SUCCEEDED b2=FAILED c=PENDING");
        assertThat(script.task().state()).isEqualTo(TaskState.FAILED);
        assertThat(script.op(SubTaskOp.RETRY, "b2").succeedAll().task().state())
                .isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void retryAndSkipOfAFailedSiblingArePossibleDuringADrain() {
        var script = diamond().succeed("a").fail("b1");
        assertThat(script.permit(SubTaskOp.RETRY, "b1").allowed()).isTrue();
        assertThat(script.op(SKIP, "b1").succeed("b2").states())
                .isEqualTo("a=SUCCEEDED b1=SKIPPED b2=SUCCEEDED c=RUNNING");
    }

    @Test
    void retryIsRefusedWhileTerminating() {
        var script = diamond().succeed("a").fail("b1").op(TERMINATE);
        assertThat(script.permit(SubTaskOp.RETRY, "b1").reasonCode()).isEqualTo("task.terminating");
        assertThat(script.permit(SKIP, "b1").reasonCode()).isEqualTo("task.terminating");
    }

    @Test
    void skipRunsNothingAndLetsDownstreamStart() {
        var script = TaskScenario.of(step("a"), step("b", "a")).fail("a").op(SKIP, "a").start();
        assertThat(script.states()).isEqualTo("a=SKIPPED b=RUNNING");
        assertThat(script.get("a").skipped().by()).isEqualTo("admin");
        assertThat(script.starts()).isEqualTo("a, b");
    }

    @Test
    void skipOfOneOfTwoFailuresLeavesTheTaskFailed() {
        var script = diamond().succeed("a").fail("b1", "b2").op(SKIP, "b1");
        assertThat(script.task().state()).isEqualTo(TaskState.FAILED);
    }

    @Test
    void automaticRetriesAreSeparateRunsWithIncreasingDelays() {
        var script = TaskScenario.of(retries(step("a"), 2, Duration.ofSeconds(10))).fail("a");
        assertThat(script.get("a").state()).isEqualTo(SubTaskState.WAITING);
        assertThat(script.get("a").occupiesWorker()).isFalse();
        assertThat(script.pass(Duration.ofSeconds(9)).get("a").state())
                .isEqualTo(SubTaskState.WAITING);
        script.pass(Duration.ofSeconds(1)).fail("a");
        assertThat(script.pass(Duration.ofSeconds(19)).get("a").state())
                .isEqualTo(SubTaskState.WAITING);
        script.pass(Duration.ofSeconds(1)).start();
        assertThat(script.get("a").attempt().trigger()).isEqualTo(AttemptTrigger.AUTO);
        assertThat(script.fail("a").states()).isEqualTo("a=FAILED");
        assertThat(script.starts()).isEqualTo("a, a, a");
    }

    @Test
    void aRequestedRetryResetsTheCount() {
        var script =
                TaskScenario.of(
                                retries(
                                        rollback(step("a"), RollbackPolicy.NOOP),
                                        1,
                                        Duration.ofSeconds(1)))
                        .fail("a")
                        .pass(Duration.ofSeconds(1))
                        .fail("a");
        assertThat(script.task().state()).isEqualTo(TaskState.FAILED);
        assertThat(script.op(RETRY).fail("a").get("a").state()).isEqualTo(SubTaskState.WAITING);
    }

    @Test
    void rollbackUndoesWhatStartedInReverseOrder() {
        var script = diamond().succeed("a").succeed("b1", "b2").fail("c").op(ROLLBACK).start();
        assertThat(script.states())
                .isEqualTo("a=SUCCEEDED b1=SUCCEEDED b2=SUCCEEDED c=ROLLING_BACK");
        script.succeed("c");
        assertThat(script.states())
                .isEqualTo("a=SUCCEEDED b1=ROLLING_BACK b2=ROLLING_BACK c=ROLLED_BACK");
        script.succeed("b1", "b2", "a");
        assertThat(script.task().state()).isEqualTo(TaskState.ROLLED_BACK);
        assertThat(script.starts()).isEqualTo("a, b1, b2, c, undo c, undo b1, undo b2, undo a");
    }

    @Test
    void rollbackUndoesASkippedFailureAndNothingThatNeverStarted() {
        var script =
                TaskScenario.of(step("a"), step("b", "a"), step("c", "b"), step("d", "c"))
                        .succeed("a")
                        .fail("b")
                        .op(SKIP, "b")
                        .fail("c")
                        .op(ROLLBACK)
                        .succeedAll();
        assertThat(script.starts()).isEqualTo("a, b, c, undo c, undo b, undo a");
        assertThat(script.states())
                .isEqualTo("a=ROLLED_BACK b=ROLLED_BACK c=ROLLED_BACK d=PENDING");
    }

    @Test
    void rollbackIsRefusedWhenAStartedStepCannotBeRolledBack() {
        var script =
                TaskScenario.of(rollback(step("a"), RollbackPolicy.NONE), step("b", "a"))
                        .succeed("a")
                        .fail("b");
        assertThat(script.permit(ROLLBACK).reasonCode()).isEqualTo("step.no-rollback");
        assertThat(script.permit(ROLLBACK).reason().en()).contains("Step a");
    }

    @Test
    void rollbackOfANoopStepRunsNothing() {
        var script =
                TaskScenario.of(rollback(step("a"), RollbackPolicy.NOOP), step("b", "a"))
                        .succeed("a")
                        .fail("b")
                        .op(ROLLBACK)
                        .succeedAll();
        assertThat(script.starts()).isEqualTo("a, b, undo b");
        assertThat(script.states()).isEqualTo("a=ROLLED_BACK b=ROLLED_BACK");
        assertThat(script.task().state()).isEqualTo(TaskState.ROLLED_BACK);
    }

    @Test
    void aFailedRollbackCanBeContinuedBackward() {
        var script =
                diamond()
                        .succeed("a")
                        .succeed("b1", "b2")
                        .fail("c")
                        .op(ROLLBACK)
                        .succeed("c")
                        .fail("b1")
                        .succeed("b2");
        assertThat(script.task().state()).isEqualTo(TaskState.ROLLBACK_FAILED);
        assertThat(script.states())
                .isEqualTo("a=SUCCEEDED b1=ROLLBACK_FAILED b2=ROLLED_BACK c=ROLLED_BACK");
        assertThat(script.permit(ROLLBACK).allowed()).isTrue();
        assertThat(script.op(SubTaskOp.RETRY, "b1").succeedAll().task().state())
                .isEqualTo(TaskState.ROLLED_BACK);
    }

    @Test
    void rollbackAfterAFailedRollbackContinuesBackward() {
        var script =
                TaskScenario.of(step("a"), step("b", "a"))
                        .succeed("a")
                        .fail("b")
                        .op(ROLLBACK)
                        .fail("b")
                        .op(ROLLBACK)
                        .succeedAll();
        assertThat(script.starts()).isEqualTo("a, b, undo b, undo b, undo a");
        assertThat(script.task().state()).isEqualTo(TaskState.ROLLED_BACK);
    }

    @Test
    void retryAfterAFailedRollbackCompletesTheUndoAndRunsForward() {
        var script =
                diamond()
                        .succeed("a")
                        .succeed("b1", "b2")
                        .fail("c")
                        .op(ROLLBACK)
                        .succeed("c")
                        .fail("b1")
                        .succeed("b2");
        script.op(RETRY).succeedAll();
        assertThat(script.task().state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(script.starts())
                .isEqualTo("a, b1, b2, c, undo c, undo b1, undo b2, undo b1, b2, b1, c");
    }

    @Test
    void aSkippedFailedRollbackCountsAsUndone() {
        var script =
                TaskScenario.of(step("a"), step("b", "a"))
                        .succeed("a")
                        .fail("b")
                        .op(ROLLBACK)
                        .fail("b")
                        .op(SKIP, "b")
                        .succeedAll();
        assertThat(script.starts()).isEqualTo("a, b, undo b, undo a");
        assertThat(script.states()).isEqualTo("a=ROLLED_BACK b=ROLLED_BACK");
    }

    @Test
    void terminateStopsEverythingActiveAndTheTaskFails() {
        var script = diamond().succeed("a").op(TERMINATE);
        assertThat(script.task().state()).isEqualTo(TaskState.TERMINATING);
        assertThat(script.states()).isEqualTo("a=SUCCEEDED b1=CANCELING b2=CANCELING c=PENDING");
        script.stopped("b1", "b2");
        assertThat(script.states()).isEqualTo("a=SUCCEEDED b1=TERMINATED b2=TERMINATED c=PENDING");
        assertThat(script.task().state()).isEqualTo(TaskState.FAILED);
        assertThat(script.task().terminating()).isFalse();
        assertThat(script.task().cause()).isEqualTo(FailureCause.TERMINATED);
    }

    @Test
    void terminatesTheNextSubTaskIfAllActiveOnesSucceedMeanwhile() {
        var script = diamond().succeed("a").op(TERMINATE).succeed("b1", "b2");
        assertThat(script.states()).isEqualTo("a=SUCCEEDED b1=SUCCEEDED b2=SUCCEEDED c=TERMINATED");
        assertThat(script.get("c").attempt().startedAt()).isNull();
        assertThat(script.get("c").attempt().message()).isNotBlank();
        assertThat(script.task().state()).isEqualTo(TaskState.FAILED);
    }

    @Test
    void aTaskSucceedsIfItsLastStepSucceedsBeforeTheStop() {
        var script = TaskScenario.of(step("a")).start().op(TERMINATE).succeed("a");
        assertThat(script.task().state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(script.task().terminating()).isFalse();
    }

    @Test
    void terminatingARollbackFailsIt() {
        var script =
                diamond()
                        .succeed("a")
                        .succeed("b1", "b2")
                        .fail("c")
                        .op(ROLLBACK)
                        .start()
                        .op(TERMINATE);
        assertThat(script.task().state()).isEqualTo(TaskState.TERMINATING);
        script.stopped("c");
        assertThat(script.get("c").state()).isEqualTo(SubTaskState.ROLLBACK_FAILED);
        assertThat(script.get("c").cause()).isEqualTo(FailureCause.TERMINATED);
        assertThat(script.task().state()).isEqualTo(TaskState.ROLLBACK_FAILED);
    }

    @Test
    void terminatingARollbackThatSucceedsMeanwhileFailsTheNextOne() {
        var script =
                diamond()
                        .succeed("a")
                        .succeed("b1", "b2")
                        .fail("c")
                        .op(ROLLBACK)
                        .start()
                        .op(TERMINATE)
                        .succeed("c");
        assertThat(script.states())
                .isEqualTo("a=SUCCEEDED b1=ROLLBACK_FAILED b2=ROLLBACK_FAILED c=ROLLED_BACK");
    }

    @Test
    void terminatingAgainChangesNothing() {
        var script = diamond().succeed("a").op(TERMINATE);
        assertThat(TaskOperations.apply(script.task(), TERMINATE, script.now()))
                .isSameAs(script.task());
    }

    @Test
    void terminateIsRefusedWhenAnActiveStepForbidsIt() {
        var script = TaskScenario.of(allow(step("a"), true, true, false)).start();
        assertThat(script.permit(TERMINATE).reasonCode()).isEqualTo("step.no-cancel");
        assertThat(script.permit(SubTaskOp.TERMINATE, "a").reasonCode())
                .isEqualTo("step.no-cancel");
    }

    @Test
    void terminatingOneSubTaskDrainsTheTaskIntoFailure() {
        var script = diamond().succeed("a").op(SubTaskOp.TERMINATE, "b1").stopped("b1");
        assertThat(script.task().state()).isEqualTo(TaskState.RUNNING);
        assertThat(script.succeed("b2").states())
                .isEqualTo("a=SUCCEEDED b1=TERMINATED b2=SUCCEEDED c=PENDING");
        assertThat(script.task().state()).isEqualTo(TaskState.FAILED);
    }

    @Test
    void onlyTheOwnRollbackGetsTheOutputsOfAFailedRun() {
        var script = TaskScenario.of(retries(step("a"), 3, Duration.ofSeconds(1)));
        script.end(failed(Map.of("x", "1", "y", "1")), "a").pass(Duration.ofSeconds(1));
        script.end(failed(Map.of("x", "2")), "a").pass(Duration.ofSeconds(2));
        assertThat(script.get("a").written())
                .as("the union; later values override earlier ones")
                .isEqualTo(Map.of("x", "2", "y", "1"));
        script.start()
                .op(TERMINATE)
                .end(new AttemptResult.Stopped("stopped", null, "TERM", Map.of("z", "3")), "a");
        assertThat(script.get("a").written()).isEqualTo(Map.of("x", "2", "y", "1", "z", "3"));
        assertThat(script.get("a").output()).as("outputs for other steps").isEmpty();
        assertThat(script.op(SKIP, "a").get("a").output()).as("outputs after a skip").isEmpty();
        assertThat(script.get("a").written()).hasSize(3);
    }

    @Test
    void theOwnRollbackGetsTheOutputsOfALostRun() {
        var script =
                TaskScenario.of(onRestart(step("a"), RestartPolicy.FAIL))
                        .end(new AttemptResult.Lost(Map.of("x", "1")), "a");
        assertThat(script.states()).isEqualTo("a=FAILED");
        assertThat(script.get("a").cause()).isEqualTo(FailureCause.INTERRUPTED);
        assertThat(script.get("a").written()).isEqualTo(Map.of("x", "1"));
        var again =
                TaskScenario.of(onRestart(step("a"), RestartPolicy.RERUN))
                        .end(new AttemptResult.Lost(Map.of("x", "1")), "a");
        assertThat(again.states()).isEqualTo("a=RUNNING");
        assertThat(again.get("a").written()).isEqualTo(Map.of("x", "1"));
    }

    @Test
    void removesOutputsWhenTheyAreUndone() {
        var script = TaskScenario.of(step("a")).end(failed(Map.of("x", "1")), "a").op(RETRY);
        script.end(new AttemptResult.Succeeded(Map.of("u", "of the rollback"), 0), "a");
        assertThat(script.starts()).isEqualTo("a, undo a, a");
        assertThat(script.get("a").written()).isEmpty();
    }

    private static AttemptResult failed(Map<String, String> output) {
        return new AttemptResult.Failed(FailureCause.ERROR, "no", 1, null, output);
    }

    @Test
    void ignoresLateResultsOfAnEarlierAttempt() {
        var script =
                TaskScenario.of(rollback(step("a"), RollbackPolicy.NOOP))
                        .fail("a")
                        .op(RETRY)
                        .start();
        var a = script.get("a");
        assertThat(
                        TaskTransitions.endAttempt(
                                script.task(),
                                a.id(),
                                1,
                                new AttemptResult.Succeeded(Map.of(), 0),
                                script.now()))
                .isEmpty();
        assertThat(TaskTransitions.loseAttempt(script.task(), a.id(), 1, script.now())).isEmpty();
    }

    @Test
    void anAttemptAfterItsTimeoutIsStoppedAndHasTheCauseTimeout() {
        var script = TaskScenario.of(step("a")).start().pass(Duration.ofMinutes(59));
        assertThat(script.get("a").state()).isEqualTo(SubTaskState.RUNNING);
        script.pass(Duration.ofMinutes(1));
        assertThat(script.get("a").state()).isEqualTo(SubTaskState.CANCELING);
        script.stopped("a");
        assertThat(script.get("a").state()).isEqualTo(SubTaskState.FAILED);
        assertThat(script.get("a").cause()).isEqualTo(FailureCause.TIMEOUT);
    }

    @Test
    void aTerminatedAttemptIsNotRetriedAfterItsTimeout() {
        var script =
                TaskScenario.of(rollback(step("a"), RollbackPolicy.REAL))
                        .fail("a")
                        .op(RETRY)
                        .start()
                        .pass(Duration.ofHours(1));
        assertThat(script.get("a").attempt().cause()).isEqualTo(FailureCause.TIMEOUT);
        script.op(TERMINATE).succeed("a");
        assertThat(script.get("a").attempt().kind()).isEqualTo(AttemptKind.ROLLBACK);
        assertThat(script.states()).isEqualTo("a=TERMINATED");
    }

    @Test
    void aTimeoutCountsForAutomaticRetriesAndATerminationDoesNot() {
        var script =
                TaskScenario.of(retries(step("a"), 1, Duration.ofSeconds(1)))
                        .start()
                        .pass(Duration.ofHours(1))
                        .stopped("a");
        assertThat(script.get("a").state()).isEqualTo(SubTaskState.WAITING);
        var other =
                TaskScenario.of(retries(step("a"), 1, Duration.ofSeconds(1)))
                        .start()
                        .op(SubTaskOp.TERMINATE, "a")
                        .stopped("a");
        assertThat(other.get("a").state()).isEqualTo(SubTaskState.TERMINATED);
    }

    @Test
    void anInterruptedStepFailsOrRunsAgainAsSpecified() {
        assertThat(TaskScenario.of(step("a")).lose("a").get("a").cause())
                .isEqualTo(FailureCause.INTERRUPTED);
        var script = TaskScenario.of(onRestart(step("a"), RestartPolicy.RERUN)).lose("a");
        assertThat(script.get("a").state()).isEqualTo(SubTaskState.READY);
        assertThat(script.start().get("a").attempt().trigger()).isEqualTo(AttemptTrigger.RESTART);
        assertThat(script.succeedAll().task().state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void abandonEndsTheTaskAndAllowsNoOperationAfterwards() {
        var script = diamond().succeed("a").fail("b1").succeed("b2").op(ABANDON);
        assertThat(script.task().state()).isEqualTo(TaskState.ABANDONED);
        assertThat(AllowedOperations.of(script.task())).noneMatch(AllowedOperation::allowed);
        assertThat(AllowedOperations.of(script.task(), script.get("b1")))
                .noneMatch(AllowedOperation::allowed);
        assertThat(script.task().wantsClaim()).isFalse();
    }

    @Test
    void aFailedTaskKeepsItsClaimByDefault() {
        assertThat(TaskScenario.of(step("a")).fail("a").task().wantsClaim()).isTrue();
        var releasing = TaskScenario.of(true, step("a")).fail("a");
        assertThat(releasing.task().wantsClaim()).isFalse();
        assertThat(releasing.op(RETRY).task().wantsClaim()).isTrue();
    }

    @Test
    void aSkipThatLeavesTheTaskFailedTakesNoClaim() {
        var script = TaskScenario.of(true, step("a"), step("b")).fail("a", "b").op(SKIP, "a");
        assertThat(script.task().wantsClaim()).isFalse();
        assertThat(script.op(SKIP, "b").task().state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void aMissingValueFailsTheStepBeforeItStarts() {
        var script = TaskScenario.of(step("a"));
        var blocked =
                TaskTransitions.block(
                        script.task(),
                        script.get("a").id(),
                        "needs steps.x.output.y",
                        script.now());
        assertThat(blocked.subTasksOf("a").getFirst().cause()).isEqualTo(FailureCause.OUTPUT);
        assertThat(blocked.subTasksOf("a").getFirst().attempt().startedAt()).isNull();
        assertThat(blocked.subTasksOf("a").getFirst().toUndo()).isFalse();
        assertThat(blocked.state()).isEqualTo(TaskState.FAILED);
    }

    @Test
    void aDryRunReportsWhatWouldRunAndBeUndone() {
        var script = diamond().succeed("a").fail("b1").succeed("b2");
        var retry =
                DryRun.of(TaskOperations.apply(script.task(), RETRY, script.now()), script.now());
        assertThat(retry.runs()).containsExactly(script.get("b1").id(), script.get("c").id());
        assertThat(retry.undoes()).containsExactly(script.get("b1").id());
        var back =
                DryRun.of(
                        TaskOperations.apply(script.task(), ROLLBACK, script.now()), script.now());
        assertThat(back.runs()).isEmpty();
        assertThat(back.undoes())
                .containsExactly(
                        script.get("b1").id(), script.get("b2").id(), script.get("a").id());
    }

    @Test
    void anOmittedStepCountsAsDone() {
        var pending = SubTask.pending(9, "a", AgentAddress.parse("10.0.0.1:2887"));
        var left = TaskTransitions.leaveOut(pending, Instant.EPOCH);
        assertThat(left.state()).isEqualTo(SubTaskState.SKIPPED);
        assertThat(left.skipped().by()).isNull();
    }
}
