package dev.obtaskd.task;

import static dev.obtaskd.testing.StepBuilder.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.task.ClaimStatus.ClaimRelease;
import dev.obtaskd.testing.TaskScenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every unfinished state has a way out: an allowed operation, a time-out with its instant or, while
 * a sub task is being stopped, the end of its processes, which the API names.
 */
class WaysOutTest {

    private static final List<TaskStep.Allow> EVERY_FLAG =
            List.of(
                    TaskStep.Allow.ALL,
                    new TaskStep.Allow(false, false, false),
                    new TaskStep.Allow(true, false, false),
                    new TaskStep.Allow(false, true, false),
                    new TaskStep.Allow(false, false, true));

    @Test
    void everyUnfinishedStateOfATaskHasAWayOut() {
        var seen = EnumSet.noneOf(TaskState.class);
        unfinished()
                .forEach(
                        task -> {
                            seen.add(task.state());
                            assertThat(waysOut(task)).as(described(task)).isNotEmpty();
                        });
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(TaskState.values())
                                .filter(state -> !state.terminal())
                                .toList());
    }

    @Test
    void everyActiveSubTaskHasAWayOut() {
        var seen = EnumSet.noneOf(SubTaskState.class);
        unfinished()
                .forEach(
                        task ->
                                task.subTasks().stream()
                                        .filter(subTask -> subTask.state().active())
                                        .forEach(
                                                subTask -> {
                                                    seen.add(subTask.state());
                                                    assertThat(waysOut(task, subTask))
                                                            .as(described(task))
                                                            .isNotEmpty();
                                                }));
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(SubTaskState.values()).filter(SubTaskState::active).toList());
    }

    @Test
    void theClaimOfEveryUnfinishedTaskCanBeReleasedOrItsTaskCanBeStopped() {
        unfinished()
                .forEach(
                        task ->
                                assertThat(
                                                AllowedOperations.release(task).allowed()
                                                        || !waysOut(task).isEmpty())
                                        .as(described(task))
                                        .isTrue());
    }

    private static Stream<Task> unfinished() {
        return EVERY_FLAG.stream()
                .flatMap(
                        flags ->
                                Stream.concat(
                                                TasksInEveryState.tasks().values().stream(),
                                                TasksInEveryState.subTasks().values().stream())
                                        .map(task -> with(task, flags)))
                .filter(task -> !task.state().terminal());
    }

    private static List<String> waysOut(Task task) {
        var ways = new ArrayList<String>();
        AllowedOperations.of(task).stream()
                .filter(AllowedOperation::allowed)
                .forEach(operation -> ways.add(operation.op()));
        task.subTasks().forEach(subTask -> ways.addAll(waysOut(task, subTask)));
        return ways;
    }

    private static List<String> waysOut(Task task, SubTask subTask) {
        var ways = new ArrayList<String>();
        AllowedOperations.of(task, subTask).stream()
                .filter(AllowedOperation::allowed)
                .forEach(operation -> ways.add(operation.op() + " " + subTask.stepId()));
        var deadline = TaskTransitions.deadline(task, subTask);
        if (deadline != null) {
            ways.add(subTask.stepId() + " until " + deadline);
        }
        if (subTask.state() == SubTaskState.CANCELING && subTask.hasRunningAttempt()) {
            ways.add("the processes of " + subTask.stepId());
        }
        if (subTask.state() == SubTaskState.READY) {
            // A free worker takes it; a worker is occupied by a sub task with a way out only.
            var started = TaskTransitions.start(task, subTask.id(), AT, null);
            ways.addAll(waysOut(started, started.subTask(subTask.id())));
        }
        return ways;
    }

    private static final java.time.Instant AT = java.time.Instant.parse("2026-01-01T00:00:00Z");

    /** The same task, with steps that allow less. */
    private static Task with(Task task, TaskStep.Allow allow) {
        var steps =
                task.graph().steps().stream()
                        .map(
                                step ->
                                        new TaskStep(
                                                step.id(),
                                                step.title(),
                                                step.kind(),
                                                step.needs(),
                                                step.rollback(),
                                                allow,
                                                step.timeout(),
                                                step.retries(),
                                                step.onRestart()))
                        .toList();
        return new Task(
                task.origin(),
                TaskGraph.of(steps),
                task.subTasks(),
                task.direction(),
                task.terminating(),
                task.abandoned(),
                task.claimStatus(),
                task.lifetime(),
                task.version());
    }

    private static String described(Task task) {
        return task.state() + " " + task.subTasks() + " " + task.graph().steps();
    }

    @Test
    void aReleasedClaimIsTakenBackWhenTheTaskLeavesItsState() {
        var failed = TaskScenario.of(step("a"), step("b", "a")).fail("a").task();
        assertThat(failed.wantsClaim()).isTrue();
        var released = TaskOperations.releaseClaim(failed, "root", "stuck", AT);
        assertThat(released.wantsClaim()).isFalse();
        assertThat(released.state()).isEqualTo(TaskState.FAILED);
        var free = released.withClaim(false, AT.plus(Duration.ofSeconds(1)));
        assertThat(free.claimHeld()).isFalse();
        assertThat(free.claimRelease())
                .isEqualTo(new ClaimRelease("root", AT.plus(Duration.ofSeconds(1)), "stuck"));
        assertThat(free.claimReleasedAt()).isEqualTo(AT.plus(Duration.ofSeconds(1)));
        var again = TaskOperations.apply(free, TaskOp.RETRY, AT);
        assertThat(again.wantsClaim()).isTrue();
        var taken = again.withClaim(true, AT.plus(Duration.ofSeconds(2)));
        assertThat(taken.claimRelease()).isNull();
        assertThat(taken.claimReleasedAt()).isEqualTo(free.claimReleasedAt());
        assertThat(TaskOperations.apply(free, TaskOp.ABANDON, AT).wantsClaim()).isFalse();
    }

    @Test
    void onlyTheClaimOfAFailedOrEndedTaskCanBeReleased() {
        for (var task : TasksInEveryState.tasks().values()) {
            assertThat(AllowedOperations.release(task).allowed())
                    .as(task.state().name())
                    .isEqualTo(task.state().failed() || task.state().terminal());
        }
        assertThat(AllowedOperations.release(null).allowed()).isTrue();
        // One has failed, another one still runs.
        var draining = TaskScenario.of(step("a"), step("b")).start().fail("a");
        var verdict = AllowedOperations.release(draining.task());
        assertThat(verdict.allowed()).isFalse();
        assertThat(verdict.reasonCode()).isEqualTo("lock.in-use");
        assertThat(verdict.reason().zh()).contains("RUNNING");
    }
}
