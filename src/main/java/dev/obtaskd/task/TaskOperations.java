package dev.obtaskd.task;

import static dev.obtaskd.task.AttemptKind.ROLLBACK;
import static dev.obtaskd.task.AttemptKind.RUN;
import static dev.obtaskd.task.SubTaskState.ROLLBACK_FAILED;
import static dev.obtaskd.task.SubTaskState.ROLLED_BACK;

import dev.obtaskd.task.ClaimStatus.ClaimRelease;
import dev.obtaskd.task.SubTask.SkipRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operation of a person makes of a task; {@link AllowedOperations} has said before that it
 * is possible.
 */
public final class TaskOperations {

    private TaskOperations() {}

    /**
     * A task after an operation on the whole of it.
     *
     * @throws IllegalTransitionException if it is not possible
     */
    public static Task apply(Task task, TaskOp op, Instant now) {
        return switch (op) {
            case RETRY -> TaskTransitions.advance(retryAll(task, now), now);
            case ROLLBACK -> TaskTransitions.advance(rollBack(task, now), now);
            case ABANDON -> task.withAbandoned().withLifetime(task.lifetime().withEnd(now));
            case TERMINATE ->
                    task.terminating() ? task : TaskTransitions.advance(terminate(task, now), now);
        };
    }

    /**
     * A task after an operation on one of its sub tasks.
     *
     * @param by who asks
     * @param reason why, if they said
     * @throws IllegalTransitionException if it is not possible
     */
    public static Task apply(
            Task task,
            long subTaskId,
            SubTaskOp op,
            String by,
            @Nullable String reason,
            Instant now) {
        return switch (op) {
            case RETRY ->
                    TaskTransitions.advance(
                            task.withSubTask(retried(task, task.subTask(subTaskId), now)), now);
            case SKIP ->
                    TaskTransitions.advance(
                            TaskTransitions.apply(
                                    task,
                                    subTaskId,
                                    new SubTaskEvent.Skip(new SkipRecord(by, now, reason))),
                            now);
            case TERMINATE -> {
                var canceled =
                        TaskTransitions.apply(
                                task,
                                subTaskId,
                                new SubTaskEvent.Cancel(FailureCause.TERMINATED, now));
                yield TaskTransitions.afterFailure(task, canceled, subTaskId, now);
            }
        };
    }

    /**
     * A task after an administrator released its claim; it takes the claim back when it leaves the
     * state that it is in.
     */
    public static Task releaseClaim(Task task, String by, @Nullable String reason, Instant now) {
        return task.withClaimRelease(new ClaimRelease(by, now, reason == null ? "" : reason));
    }

    private static Task retryAll(Task task, Instant now) {
        var forward = task.withDirection(Direction.FORWARD, false);
        return forward.map(
                subTask ->
                        subTask.state() == ROLLED_BACK || upstreamUndone(forward, subTask)
                                ? SubTaskTransitions.next(
                                        subTask, Direction.FORWARD, new SubTaskEvent.Reset())
                                : failed(subTask) ? retried(forward, subTask, now) : subTask);
    }

    /**
     * Stopped before it started, and its upstream has been undone since: it waits for its turn
     * again.
     */
    private static boolean upstreamUndone(Task task, SubTask subTask) {
        return failed(subTask) && !subTask.toUndo() && !Readiness.upstreamDone(task, subTask);
    }

    private static Task rollBack(Task task, Instant now) {
        var backward = task.withDirection(Direction.BACKWARD, false);
        return backward.map(
                subTask ->
                        subTask.state() == ROLLBACK_FAILED
                                ? retried(backward, subTask, now)
                                : subTask);
    }

    /**
     * Undone first if its rollback is real and a run had started, else run at once; backward,
     * undone again.
     */
    private static SubTask retried(Task task, SubTask subTask, Instant now) {
        var undo =
                task.direction() == Direction.BACKWARD
                        || (subTask.toUndo()
                                && task.stepOf(subTask).rollback() == RollbackPolicy.REAL);
        if (task.direction() == Direction.BACKWARD
                && task.stepOf(subTask).rollback() != RollbackPolicy.REAL) {
            return SubTaskTransitions.next(subTask, task.direction(), new SubTaskEvent.Undo(now));
        }
        return SubTaskTransitions.next(
                subTask,
                task.direction(),
                new SubTaskEvent.Queue(undo ? ROLLBACK : RUN, AttemptTrigger.RETRY));
    }

    private static Task terminate(Task task, Instant now) {
        return task.withDirection(task.direction(), true)
                .map(
                        subTask ->
                                subTask.state().active()
                                        ? SubTaskTransitions.next(
                                                subTask,
                                                task.direction(),
                                                new SubTaskEvent.Cancel(
                                                        FailureCause.TERMINATED, now))
                                        : subTask);
    }

    private static boolean failed(SubTask subTask) {
        return subTask.state().failed() || subTask.state() == ROLLBACK_FAILED;
    }
}
