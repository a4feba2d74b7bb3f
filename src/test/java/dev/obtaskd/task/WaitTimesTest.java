package dev.obtaskd.task;

import static dev.obtaskd.testing.StepBuilder.retries;
import static dev.obtaskd.testing.StepBuilder.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.testing.TaskScenario;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Since when a task or sub task waits. */
class WaitTimesTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void aFirstStepIsReadySinceTheCreationOfItsTask() {
        var play = TaskScenario.of(step("a")).pass(HOUR);
        var wait = of(play, "a");
        assertThat(wait.kind()).isEqualTo(WaitReason.Kind.WORKER);
        assertThat(wait.since()).isEqualTo(play.task().origin().createdAt());
        assertThat(WaitReasons.of(play.task(), host -> false).orElseThrow().since())
                .isEqualTo(play.task().origin().createdAt());
    }

    @Test
    void aStepIsReadySinceTheLastEndOfWhatItNeeds() {
        var play = TaskScenario.of(step("a"), step("b", "a"), step("c", "a", "b"));
        var a = play.pass(HOUR).start().now();
        var ended =
                TaskTransitions.endAttempt(
                                play.task(),
                                play.get("a").id(),
                                1,
                                new AttemptResult.Succeeded(java.util.Map.of(), 0),
                                a)
                        .orElseThrow();
        assertThat(of(ended, "b").kind()).isEqualTo(WaitReason.Kind.WORKER);
        assertThat(of(ended, "b").since()).isEqualTo(a);
        assertThat(of(ended, "c").kind()).isEqualTo(WaitReason.Kind.UPSTREAM);
        assertThat(of(ended, "c").since()).isEqualTo(a);
    }

    @Test
    void aStepWaitsForItsUpstreamSinceTheCreationIfNothingOfItIsDone() {
        var play = TaskScenario.of(step("a"), step("b", "a")).start().pass(HOUR);
        assertThat(of(play, "b").kind()).isEqualTo(WaitReason.Kind.UPSTREAM);
        assertThat(of(play, "b").since()).isEqualTo(play.task().origin().createdAt());
    }

    @Test
    void anAutomaticRetryIsReadyAfterItsDelay() {
        var play = TaskScenario.of(retries(step("a"), 1, HOUR)).fail("a");
        var failed = play.now();
        assertThat(of(play, "a").kind()).isEqualTo(WaitReason.Kind.RETRY);
        assertThat(of(play, "a").since()).isEqualTo(failed);
        play.pass(HOUR.multipliedBy(3));
        assertThat(of(play, "a").kind()).isEqualTo(WaitReason.Kind.WORKER);
        assertThat(of(play, "a").since()).isEqualTo(failed.plus(HOUR));
    }

    @Test
    void aTaskDrainsSinceItsFirstFailure() {
        var play = TaskScenario.of(step("a"), step("b"), step("c")).start().pass(HOUR);
        var first = play.fail("a").now();
        play.pass(HOUR).fail("b").pass(HOUR);
        var wait = WaitReasons.of(play.task(), host -> true).orElseThrow();
        assertThat(wait.kind()).isEqualTo(WaitReason.Kind.DRAIN);
        assertThat(wait.since()).isEqualTo(first);
    }

    @Test
    void anOperationOfAUserMovesOnlyWaitsThatAreComputed() {
        var play = TaskScenario.of(step("a")).fail("a").pass(HOUR).op(TaskOp.RETRY);
        var wait = of(play, "a");
        assertThat(wait.since()).isEqualTo(play.now().minus(HOUR));
        assertThat(wait.sinceOperation(play.now())).isEqualTo(play.now());
        assertThat(wait.sinceOperation(null)).isEqualTo(wait.since());
        assertThat(wait.sinceOperation(Instant.EPOCH)).isEqualTo(wait.since());
        var retry = of(TaskScenario.of(retries(step("a"), 1, HOUR)).fail("a"), "a");
        assertThat(retry.sinceOperation(retry.since().plus(HOUR))).isEqualTo(retry.since());
    }

    @Test
    void aRollbackIsReadySinceTheEndOfTheOneBeforeIt() {
        var play = TaskScenario.of(step("a"), step("b", "a")).succeed("a").fail("b");
        play.pass(HOUR).op(TaskOp.ROLLBACK);
        assertThat(of(play, "b").since()).isEqualTo(play.now().minus(HOUR));
        var started = TaskTransitions.start(play.task(), play.get("b").id(), play.now(), null);
        var undone =
                TaskTransitions.endAttempt(
                                started,
                                play.get("b").id(),
                                2,
                                new AttemptResult.Succeeded(java.util.Map.of(), 0),
                                play.now())
                        .orElseThrow();
        assertThat(of(undone, "a").kind()).isEqualTo(WaitReason.Kind.WORKER);
        assertThat(of(undone, "a").since()).isEqualTo(play.now());
    }

    private static WaitReason of(TaskScenario play, String step) {
        return of(play.task(), step);
    }

    private static WaitReason of(Task task, String step) {
        return WaitReasons.of(task, task.subTasksOf(step).getFirst(), host -> true).orElseThrow();
    }
}
