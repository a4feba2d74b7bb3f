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

/** The effect rules of the task center, each by the smallest graph that shows it. */
class EffectRulesTest {

    private static TaskScenario diamond() {
        return TaskScenario.of(step("a"), step("b1", "a"), step("b2", "a"), step("c", "b1", "b2"));
    }

    @Test
    void aJoinStartsWhenAllItsParentsAreDone() {
        var play = diamond().succeed("a", "b1");
        assertThat(play.states()).isEqualTo("a=SUCCEEDED b1=SUCCEEDED b2=RUNNING c=PENDING");
        assertThat(play.succeed("b2").states())
                .isEqualTo("a=SUCCEEDED b1=SUCCEEDED b2=SUCCEEDED c=RUNNING");
        assertThat(play.succeed("c").task().state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void aTaskIsPendingUntilItsFirstAttemptStarts() {
        var play = diamond();
        assertThat(play.task().state()).isEqualTo(TaskState.PENDING);
        assertThat(play.start().task().state()).isEqualTo(TaskState.RUNNING);
    }

    @Test
    void runningSiblingsOfAFailureFinishAndNothingNewStarts() {
        var play = diamond().succeed("a").fail("b1");
        assertThat(play.task().state()).isEqualTo(TaskState.RUNNING);
        assertThat(WaitReasons.of(play.task(), host -> true).orElseThrow().kind())
                .isEqualTo(WaitReason.Kind.DRAIN);
        play.succeed("b2");
        assertThat(play.states()).isEqualTo("a=SUCCEEDED b1=FAILED b2=SUCCEEDED c=PENDING");
        assertThat(play.task().state()).isEqualTo(TaskState.FAILED);
    }

    @Test
    void aReadySiblingOfAFailureGoesBackToPending() {
        var play = TaskScenario.of(step("a"), step("b"));
        var a = play.get("a");
        var started = TaskTransitions.start(play.task(), a.id(), play.now(), null);
        var failed =
                TaskTransitions.endAttempt(
                                started, a.id(), 1, AttemptResult.Failed.error("no"), play.now())
                        .orElseThrow();
        assertThat(failed.subTasksOf("b").getFirst().state()).isEqualTo(SubTaskState.PENDING);
        assertThat(failed.state()).isEqualTo(TaskState.FAILED);
    }

    @Test
    void aWaitForAnAutomaticRetryEndsAtOnceWhenASiblingFails() {
        var play =
                TaskScenario.of(retries(step("a"), 3, Duration.ofMinutes(1)), step("b")).fail("a");
        assertThat(play.get("a").state()).isEqualTo(SubTaskState.WAITING);
        play.fail("b");
        assertThat(play.states()).isEqualTo("a=FAILED b=FAILED");
        assertThat(play.get("a").cause()).isEqualTo(FailureCause.ERROR);
    }

    @Test
    void retryUndoesWhatFailedThenRunsItAndLeavesSucceededSiblingsAlone() {
        var play = diamond().succeed("a").fail("b1").succeed("b2");
        play.op(RETRY).succeedAll();
        assertThat(play.starts()).isEqualTo("a, b1, b2, undo b1, b1, c");
        assertThat(play.task().state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(play.get("b1").attemptNo()).isEqualTo(3);
    }

    @Test
    void retryRunsAtOnceWhenTheStepHasNoRealRollback() {
        var play =
                TaskScenario.of(rollback(step("a"), RollbackPolicy.NOOP))
                        .fail("a")
                        .op(RETRY)
                        .succeedAll();
        assertThat(play.starts()).isEqualTo("a, a");
    }

    @Test
    void retryDoesNotUndoWhatNeverStarted() {
        var play = TaskScenario.of(step("a")).op(TERMINATE);
        assertThat(play.get("a").state()).isEqualTo(SubTaskState.TERMINATED);
        assertThat(play.op(RETRY).succeedAll().starts()).isEqualTo("a");
    }

    @Test
    void aFailedUndoBeforeARetryFailsWithCauseUndo() {
        var play = TaskScenario.of(step("a")).fail("a").op(RETRY).fail("a");
        assertThat(play.get("a").state()).isEqualTo(SubTaskState.FAILED);
        assertThat(play.get("a").cause()).isEqualTo(FailureCause.UNDO);
        assertThat(play.task().state()).isEqualTo(TaskState.FAILED);
    }

    @Test
    void retryOfOneFailureLeavesTheTaskFailedWhileAnotherIsLeft() {
        var play =
                diamond()
                        .succeed("a")
                        .fail("b1", "b2")
                        .op(SubTaskOp.RETRY, "b1")
                        .succeed("b1")
                        .succeed("b1");
        assertThat(play.states()).isEqualTo("a=SUCCEEDED b1=SUCCEEDED b2=FAILED c=PENDING");
        assertThat(play.task().state()).isEqualTo(TaskState.FAILED);
        assertThat(play.op(SubTaskOp.RETRY, "b2").succeedAll().task().state())
                .isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void retryAndSkipOfAFailedSiblingArePossibleDuringADrain() {
        var play = diamond().succeed("a").fail("b1");
        assertThat(play.permit(SubTaskOp.RETRY, "b1").allowed()).isTrue();
        assertThat(play.op(SKIP, "b1").succeed("b2").states())
                .isEqualTo("a=SUCCEEDED b1=SKIPPED b2=SUCCEEDED c=RUNNING");
    }

    @Test
    void retryIsRefusedWhileTerminating() {
        var play = diamond().succeed("a").fail("b1").op(TERMINATE);
        assertThat(play.permit(SubTaskOp.RETRY, "b1").reasonCode()).isEqualTo("task.terminating");
        assertThat(play.permit(SKIP, "b1").reasonCode()).isEqualTo("task.terminating");
    }

    @Test
    void skipRunsNothingAndLetsDownstreamStart() {
        var play = TaskScenario.of(step("a"), step("b", "a")).fail("a").op(SKIP, "a").start();
        assertThat(play.states()).isEqualTo("a=SKIPPED b=RUNNING");
        assertThat(play.get("a").skipped().by()).isEqualTo("admin");
        assertThat(play.starts()).isEqualTo("a, b");
    }

    @Test
    void skipOfOneOfTwoFailuresLeavesTheTaskFailed() {
        var play = diamond().succeed("a").fail("b1", "b2").op(SKIP, "b1");
        assertThat(play.task().state()).isEqualTo(TaskState.FAILED);
    }

    @Test
    void automaticRetriesWaitLongerEachTimeAndAreRunsOfTheirOwn() {
        var play = TaskScenario.of(retries(step("a"), 2, Duration.ofSeconds(10))).fail("a");
        assertThat(play.get("a").state()).isEqualTo(SubTaskState.WAITING);
        assertThat(play.get("a").occupiesWorker()).isFalse();
        assertThat(play.pass(Duration.ofSeconds(9)).get("a").state())
                .isEqualTo(SubTaskState.WAITING);
        play.pass(Duration.ofSeconds(1)).fail("a");
        assertThat(play.pass(Duration.ofSeconds(19)).get("a").state())
                .isEqualTo(SubTaskState.WAITING);
        play.pass(Duration.ofSeconds(1)).start();
        assertThat(play.get("a").attempt().trigger()).isEqualTo(AttemptTrigger.AUTO);
        assertThat(play.fail("a").states()).isEqualTo("a=FAILED");
        assertThat(play.starts()).isEqualTo("a, a, a");
    }

    @Test
    void aPersonsRetryStartsTheCountAnew() {
        var play =
                TaskScenario.of(
                                retries(
                                        rollback(step("a"), RollbackPolicy.NOOP),
                                        1,
                                        Duration.ofSeconds(1)))
                        .fail("a")
                        .pass(Duration.ofSeconds(1))
                        .fail("a");
        assertThat(play.task().state()).isEqualTo(TaskState.FAILED);
        assertThat(play.op(RETRY).fail("a").get("a").state()).isEqualTo(SubTaskState.WAITING);
    }

    @Test
    void rollbackUndoesWhatStartedInReverseOrder() {
        var play = diamond().succeed("a").succeed("b1", "b2").fail("c").op(ROLLBACK).start();
        assertThat(play.states()).isEqualTo("a=SUCCEEDED b1=SUCCEEDED b2=SUCCEEDED c=ROLLING_BACK");
        play.succeed("c");
        assertThat(play.states())
                .isEqualTo("a=SUCCEEDED b1=ROLLING_BACK b2=ROLLING_BACK c=ROLLED_BACK");
        play.succeed("b1", "b2", "a");
        assertThat(play.task().state()).isEqualTo(TaskState.ROLLED_BACK);
        assertThat(play.starts()).isEqualTo("a, b1, b2, c, undo c, undo b1, undo b2, undo a");
    }

    @Test
    void rollbackLeavesWhatNeverStartedAndUndoesASkippedFailure() {
        var play =
                TaskScenario.of(step("a"), step("b", "a"), step("c", "b"), step("d", "c"))
                        .succeed("a")
                        .fail("b")
                        .op(SKIP, "b")
                        .fail("c")
                        .op(ROLLBACK)
                        .succeedAll();
        assertThat(play.starts()).isEqualTo("a, b, c, undo c, undo b, undo a");
        assertThat(play.states()).isEqualTo("a=ROLLED_BACK b=ROLLED_BACK c=ROLLED_BACK d=PENDING");
    }

    @Test
    void rollbackIsRefusedWhenAStartedStepCannotBeRolledBack() {
        var play =
                TaskScenario.of(rollback(step("a"), RollbackPolicy.NONE), step("b", "a"))
                        .succeed("a")
                        .fail("b");
        assertThat(play.permit(ROLLBACK).reasonCode()).isEqualTo("step.no-rollback");
        assertThat(play.permit(ROLLBACK).reason().en()).contains("Step a");
    }

    @Test
    void rollbackOfANoopStepRunsNothing() {
        var play =
                TaskScenario.of(rollback(step("a"), RollbackPolicy.NOOP), step("b", "a"))
                        .succeed("a")
                        .fail("b")
                        .op(ROLLBACK)
                        .succeedAll();
        assertThat(play.starts()).isEqualTo("a, b, undo b");
        assertThat(play.states()).isEqualTo("a=ROLLED_BACK b=ROLLED_BACK");
        assertThat(play.task().state()).isEqualTo(TaskState.ROLLED_BACK);
    }

    @Test
    void aFailedRollbackCanBeContinuedBackward() {
        var play =
                diamond()
                        .succeed("a")
                        .succeed("b1", "b2")
                        .fail("c")
                        .op(ROLLBACK)
                        .succeed("c")
                        .fail("b1")
                        .succeed("b2");
        assertThat(play.task().state()).isEqualTo(TaskState.ROLLBACK_FAILED);
        assertThat(play.states())
                .isEqualTo("a=SUCCEEDED b1=ROLLBACK_FAILED b2=ROLLED_BACK c=ROLLED_BACK");
        assertThat(play.permit(ROLLBACK).allowed()).isTrue();
        assertThat(play.op(SubTaskOp.RETRY, "b1").succeedAll().task().state())
                .isEqualTo(TaskState.ROLLED_BACK);
    }

    @Test
    void rollbackAgainAfterAFailedRollbackGoesOnBackward() {
        var play =
                TaskScenario.of(step("a"), step("b", "a"))
                        .succeed("a")
                        .fail("b")
                        .op(ROLLBACK)
                        .fail("b")
                        .op(ROLLBACK)
                        .succeedAll();
        assertThat(play.starts()).isEqualTo("a, b, undo b, undo b, undo a");
        assertThat(play.task().state()).isEqualTo(TaskState.ROLLED_BACK);
    }

    @Test
    void retryAfterAFailedRollbackFinishesTheUndoAndGoesForward() {
        var play =
                diamond()
                        .succeed("a")
                        .succeed("b1", "b2")
                        .fail("c")
                        .op(ROLLBACK)
                        .succeed("c")
                        .fail("b1")
                        .succeed("b2");
        play.op(RETRY).succeedAll();
        assertThat(play.task().state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(play.starts())
                .isEqualTo("a, b1, b2, c, undo c, undo b1, undo b2, undo b1, b2, b1, c");
    }

    @Test
    void skippingAFailedRollbackCountsAsUndone() {
        var play =
                TaskScenario.of(step("a"), step("b", "a"))
                        .succeed("a")
                        .fail("b")
                        .op(ROLLBACK)
                        .fail("b")
                        .op(SKIP, "b")
                        .succeedAll();
        assertThat(play.starts()).isEqualTo("a, b, undo b, undo a");
        assertThat(play.states()).isEqualTo("a=ROLLED_BACK b=ROLLED_BACK");
    }

    @Test
    void terminateStopsEverythingActiveAndTheTaskFails() {
        var play = diamond().succeed("a").op(TERMINATE);
        assertThat(play.task().state()).isEqualTo(TaskState.TERMINATING);
        assertThat(play.states()).isEqualTo("a=SUCCEEDED b1=CANCELING b2=CANCELING c=PENDING");
        play.stopped("b1", "b2");
        assertThat(play.states()).isEqualTo("a=SUCCEEDED b1=TERMINATED b2=TERMINATED c=PENDING");
        assertThat(play.task().state()).isEqualTo(TaskState.FAILED);
        assertThat(play.task().terminating()).isFalse();
        assertThat(play.task().cause()).isEqualTo(FailureCause.TERMINATED);
    }

    @Test
    void whenAllThatWasActiveSucceedsInTheRaceWhatComesNextIsTerminated() {
        var play = diamond().succeed("a").op(TERMINATE).succeed("b1", "b2");
        assertThat(play.states()).isEqualTo("a=SUCCEEDED b1=SUCCEEDED b2=SUCCEEDED c=TERMINATED");
        assertThat(play.get("c").attempt().startedAt()).isNull();
        assertThat(play.get("c").attempt().message()).isNotBlank();
        assertThat(play.task().state()).isEqualTo(TaskState.FAILED);
    }

    @Test
    void aTaskWhoseLastStepSucceedsInTheRaceHasSucceeded() {
        var play = TaskScenario.of(step("a")).start().op(TERMINATE).succeed("a");
        assertThat(play.task().state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(play.task().terminating()).isFalse();
    }

    @Test
    void terminatingARollbackFailsIt() {
        var play =
                diamond()
                        .succeed("a")
                        .succeed("b1", "b2")
                        .fail("c")
                        .op(ROLLBACK)
                        .start()
                        .op(TERMINATE);
        assertThat(play.task().state()).isEqualTo(TaskState.TERMINATING);
        play.stopped("c");
        assertThat(play.get("c").state()).isEqualTo(SubTaskState.ROLLBACK_FAILED);
        assertThat(play.get("c").cause()).isEqualTo(FailureCause.TERMINATED);
        assertThat(play.task().state()).isEqualTo(TaskState.ROLLBACK_FAILED);
    }

    @Test
    void terminatingARollbackThatSucceedsInTheRaceFailsTheNextToUndo() {
        var play =
                diamond()
                        .succeed("a")
                        .succeed("b1", "b2")
                        .fail("c")
                        .op(ROLLBACK)
                        .start()
                        .op(TERMINATE)
                        .succeed("c");
        assertThat(play.states())
                .isEqualTo("a=SUCCEEDED b1=ROLLBACK_FAILED b2=ROLLBACK_FAILED c=ROLLED_BACK");
    }

    @Test
    void terminatingAgainChangesNothing() {
        var play = diamond().succeed("a").op(TERMINATE);
        assertThat(TaskOperations.apply(play.task(), TERMINATE, play.now())).isSameAs(play.task());
    }

    @Test
    void terminateIsRefusedWhenAnActiveStepForbidsIt() {
        var play = TaskScenario.of(allow(step("a"), true, true, false)).start();
        assertThat(play.permit(TERMINATE).reasonCode()).isEqualTo("step.no-cancel");
        assertThat(play.permit(SubTaskOp.TERMINATE, "a").reasonCode()).isEqualTo("step.no-cancel");
    }

    @Test
    void terminatingOneSubTaskDrainsTheTaskIntoFailure() {
        var play = diamond().succeed("a").op(SubTaskOp.TERMINATE, "b1").stopped("b1");
        assertThat(play.task().state()).isEqualTo(TaskState.RUNNING);
        assertThat(play.succeed("b2").states())
                .isEqualTo("a=SUCCEEDED b1=TERMINATED b2=SUCCEEDED c=PENDING");
        assertThat(play.task().state()).isEqualTo(TaskState.FAILED);
    }

    @Test
    void whatFailedRunsWroteIsForTheOwnRollbackOnly() {
        var play = TaskScenario.of(retries(step("a"), 3, Duration.ofSeconds(1)));
        play.end(failed(Map.of("x", "1", "y", "1")), "a").pass(Duration.ofSeconds(1));
        play.end(failed(Map.of("x", "2")), "a").pass(Duration.ofSeconds(2));
        assertThat(play.get("a").written())
                .as("the union, the latest wins")
                .isEqualTo(Map.of("x", "2", "y", "1"));
        play.start()
                .op(TERMINATE)
                .end(new AttemptResult.Stopped("stopped", null, "TERM", Map.of("z", "3")), "a");
        assertThat(play.get("a").written()).isEqualTo(Map.of("x", "2", "y", "1", "z", "3"));
        assertThat(play.get("a").output()).as("for others").isEmpty();
        assertThat(play.op(SKIP, "a").get("a").output()).as("after a skip").isEmpty();
        assertThat(play.get("a").written()).hasSize(3);
    }

    @Test
    void whatALostRunWroteIsForTheOwnRollbackToo() {
        var play =
                TaskScenario.of(onRestart(step("a"), RestartPolicy.FAIL))
                        .end(new AttemptResult.Lost(Map.of("x", "1")), "a");
        assertThat(play.states()).isEqualTo("a=FAILED");
        assertThat(play.get("a").cause()).isEqualTo(FailureCause.INTERRUPTED);
        assertThat(play.get("a").written()).isEqualTo(Map.of("x", "1"));
        var again =
                TaskScenario.of(onRestart(step("a"), RestartPolicy.RERUN))
                        .end(new AttemptResult.Lost(Map.of("x", "1")), "a");
        assertThat(again.states()).isEqualTo("a=RUNNING");
        assertThat(again.get("a").written()).isEqualTo(Map.of("x", "1"));
    }

    @Test
    void whatWasWrittenGoesWhenItIsUndone() {
        var play = TaskScenario.of(step("a")).end(failed(Map.of("x", "1")), "a").op(RETRY);
        play.end(new AttemptResult.Succeeded(Map.of("u", "of the rollback"), 0), "a");
        assertThat(play.starts()).isEqualTo("a, undo a, a");
        assertThat(play.get("a").written()).isEmpty();
    }

    private static AttemptResult failed(Map<String, String> output) {
        return new AttemptResult.Failed(FailureCause.ERROR, "no", 1, null, output);
    }

    @Test
    void lateResultsOfAnEarlierAttemptAreDropped() {
        var play =
                TaskScenario.of(rollback(step("a"), RollbackPolicy.NOOP))
                        .fail("a")
                        .op(RETRY)
                        .start();
        var a = play.get("a");
        assertThat(
                        TaskTransitions.endAttempt(
                                play.task(),
                                a.id(),
                                1,
                                new AttemptResult.Succeeded(Map.of(), 0),
                                play.now()))
                .isEmpty();
        assertThat(TaskTransitions.loseAttempt(play.task(), a.id(), 1, play.now())).isEmpty();
    }

    @Test
    void anAttemptOutOfTimeIsStoppedAndFailsWithCauseTimeout() {
        var play = TaskScenario.of(step("a")).start().pass(Duration.ofMinutes(59));
        assertThat(play.get("a").state()).isEqualTo(SubTaskState.RUNNING);
        play.pass(Duration.ofMinutes(1));
        assertThat(play.get("a").state()).isEqualTo(SubTaskState.CANCELING);
        play.stopped("a");
        assertThat(play.get("a").state()).isEqualTo(SubTaskState.FAILED);
        assertThat(play.get("a").cause()).isEqualTo(FailureCause.TIMEOUT);
    }

    @Test
    void whatAPersonStopsDoesNotGoOnThoughItWasOutOfTimeBefore() {
        var play =
                TaskScenario.of(rollback(step("a"), RollbackPolicy.REAL))
                        .fail("a")
                        .op(RETRY)
                        .start()
                        .pass(Duration.ofHours(1));
        assertThat(play.get("a").attempt().cause()).isEqualTo(FailureCause.TIMEOUT);
        play.op(TERMINATE).succeed("a");
        assertThat(play.get("a").attempt().kind()).isEqualTo(AttemptKind.ROLLBACK);
        assertThat(play.states()).isEqualTo("a=TERMINATED");
    }

    @Test
    void aTimeoutCountsForAutomaticRetriesAndATerminationDoesNot() {
        var play =
                TaskScenario.of(retries(step("a"), 1, Duration.ofSeconds(1)))
                        .start()
                        .pass(Duration.ofHours(1))
                        .stopped("a");
        assertThat(play.get("a").state()).isEqualTo(SubTaskState.WAITING);
        var other =
                TaskScenario.of(retries(step("a"), 1, Duration.ofSeconds(1)))
                        .start()
                        .op(SubTaskOp.TERMINATE, "a")
                        .stopped("a");
        assertThat(other.get("a").state()).isEqualTo(SubTaskState.TERMINATED);
    }

    @Test
    void anInterruptedStepFailsOrRunsAgainAsItSays() {
        assertThat(TaskScenario.of(step("a")).lose("a").get("a").cause())
                .isEqualTo(FailureCause.INTERRUPTED);
        var play = TaskScenario.of(onRestart(step("a"), RestartPolicy.RERUN)).lose("a");
        assertThat(play.get("a").state()).isEqualTo(SubTaskState.READY);
        assertThat(play.start().get("a").attempt().trigger()).isEqualTo(AttemptTrigger.RESTART);
        assertThat(play.succeedAll().task().state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void abandonEndsTheTaskAndNothingIsPossibleAfterwards() {
        var play = diamond().succeed("a").fail("b1").succeed("b2").op(ABANDON);
        assertThat(play.task().state()).isEqualTo(TaskState.ABANDONED);
        assertThat(AllowedOperations.of(play.task())).noneMatch(AllowedOperation::allowed);
        assertThat(AllowedOperations.of(play.task(), play.get("b1")))
                .noneMatch(AllowedOperation::allowed);
        assertThat(play.task().wantsClaim()).isFalse();
    }

    @Test
    void aFailedTaskKeepsItsClaimUnlessItsOperationSaysOtherwise() {
        assertThat(TaskScenario.of(step("a")).fail("a").task().wantsClaim()).isTrue();
        var releasing = TaskScenario.of(true, step("a")).fail("a");
        assertThat(releasing.task().wantsClaim()).isFalse();
        assertThat(releasing.op(RETRY).task().wantsClaim()).isTrue();
    }

    @Test
    void aSkipThatLeavesTheTaskFailedTakesNoClaim() {
        var play = TaskScenario.of(true, step("a"), step("b")).fail("a", "b").op(SKIP, "a");
        assertThat(play.task().wantsClaim()).isFalse();
        assertThat(play.op(SKIP, "b").task().state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void aMissingValueFailsTheStepBeforeItStarts() {
        var play = TaskScenario.of(step("a"));
        var blocked =
                TaskTransitions.block(
                        play.task(), play.get("a").id(), "needs steps.x.output.y", play.now());
        assertThat(blocked.subTasksOf("a").getFirst().cause()).isEqualTo(FailureCause.OUTPUT);
        assertThat(blocked.subTasksOf("a").getFirst().attempt().startedAt()).isNull();
        assertThat(blocked.subTasksOf("a").getFirst().toUndo()).isFalse();
        assertThat(blocked.state()).isEqualTo(TaskState.FAILED);
    }

    @Test
    void aRehearsalTellsWhatWouldRunAndBeUndone() {
        var play = diamond().succeed("a").fail("b1").succeed("b2");
        var retry = DryRun.of(TaskOperations.apply(play.task(), RETRY, play.now()), play.now());
        assertThat(retry.runs()).containsExactly(play.get("b1").id(), play.get("c").id());
        assertThat(retry.undoes()).containsExactly(play.get("b1").id());
        var back = DryRun.of(TaskOperations.apply(play.task(), ROLLBACK, play.now()), play.now());
        assertThat(back.runs()).isEmpty();
        assertThat(back.undoes())
                .containsExactly(play.get("b1").id(), play.get("b2").id(), play.get("a").id());
    }

    @Test
    void aStepLeftOutByItsConditionCountsAsDone() {
        var pending = SubTask.pending(9, "a", AgentAddress.parse("10.0.0.1:2887"));
        var left = TaskTransitions.leaveOut(pending, Instant.EPOCH);
        assertThat(left.state()).isEqualTo(SubTaskState.SKIPPED);
        assertThat(left.skipped().by()).isNull();
    }
}
