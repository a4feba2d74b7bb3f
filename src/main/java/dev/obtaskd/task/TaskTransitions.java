package dev.obtaskd.task;

import static dev.obtaskd.task.AttemptKind.ROLLBACK;
import static dev.obtaskd.task.AttemptKind.RUN;
import static dev.obtaskd.task.Direction.BACKWARD;
import static dev.obtaskd.task.SubTaskState.CANCELING;
import static dev.obtaskd.task.SubTaskState.PENDING;
import static dev.obtaskd.task.SubTaskState.ROLLBACK_FAILED;
import static dev.obtaskd.task.SubTaskState.WAITING;
import static java.util.Objects.requireNonNull;

import dev.obtaskd.task.SubTask.SkipRecord;
import dev.obtaskd.text.Messages;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The transitions of a whole task. Each function takes a task and an event and returns the next
 * value of the task, with all that follows without another event. Attempts are started by the
 * engine.
 */
public final class TaskTransitions {

    private static final Messages MESSAGES = Messages.of("task");

    private TaskTransitions() {}

    /** A new task: what can begin is READY. */
    public static Task begin(Task task, Instant now) {
        return advance(task, now);
    }

    /** A sub task of a new task whose step is left out by its {@code when}. */
    public static SubTask leaveOut(SubTask subTask, Instant now) {
        return SubTaskTransitions.next(
                subTask, Direction.FORWARD, new SubTaskEvent.Skip(new SkipRecord(null, now, null)));
    }

    /**
     * A worker takes a READY sub task.
     *
     * @param boot id of the host's present boot; null if that is not known
     */
    public static Task start(Task task, long subTaskId, Instant now, @Nullable String boot) {
        return advance(
                apply(task, subTaskId, new SubTaskEvent.Start(now, boot, task.paramsRevision())),
                now);
    }

    /** A READY sub task cannot start, as a value it needs is missing. */
    public static Task block(Task task, long subTaskId, String message, Instant now) {
        return afterFailure(
                task, apply(task, subTaskId, new SubTaskEvent.Block(message, now)), subTaskId, now);
    }

    /** An attempt waits for a condition. Empty if it is not the current one any more. */
    public static Optional<Task> awaitCondition(
            Task task, long subTaskId, int attemptNo, WaitCause waiting) {
        var subTask = task.subTask(subTaskId);
        var waits =
                current(subTask, attemptNo)
                        && (subTask.state() == SubTaskState.RUNNING || subTask.state() == WAITING);
        return waits
                ? Optional.of(apply(task, subTaskId, new SubTaskEvent.Await(waiting)))
                : Optional.empty();
    }

    /**
     * An attempt has ended. Empty if it is not the current one any more: late results count for
     * nothing.
     */
    public static Optional<Task> endAttempt(
            Task task, long subTaskId, int attemptNo, AttemptResult result, Instant now) {
        var subTask = task.subTask(subTaskId);
        if (!current(subTask, attemptNo)) {
            return Optional.empty();
        }
        if (result instanceof AttemptResult.Lost lost) {
            return loseAttempt(task, subTaskId, attemptNo, lost.output(), now);
        }
        var end = new SubTaskEvent.End(result, now, automaticRetry(task, subTask, result, now));
        return Optional.of(afterFailure(task, apply(task, subTaskId, end), subTaskId, now));
    }

    /**
     * The daemon died under an attempt, and its work is lost. Empty if it is not the current one
     * any more.
     */
    public static Optional<Task> loseAttempt(
            Task task, long subTaskId, int attemptNo, Instant now) {
        return loseAttempt(task, subTaskId, attemptNo, Map.of(), now);
    }

    private static Optional<Task> loseAttempt(
            Task task, long subTaskId, int attemptNo, Map<String, String> output, Instant now) {
        var subTask = task.subTask(subTaskId);
        if (!current(subTask, attemptNo)) {
            return Optional.empty();
        }
        var lose =
                new SubTaskEvent.Lose(
                        task.stepOf(subTask).onRestart() == RestartPolicy.RERUN, output, now);
        return Optional.of(afterFailure(task, apply(task, subTaskId, lose), subTaskId, now));
    }

    /**
     * Applies what is due by the clock: ends waits before automatic retries, and cancels attempts
     * that are out of time. A wait that begins after {@code now} ends too: the clock was set back
     * by an unknown time.
     *
     * @param own which sub tasks this agent runs; the others are left to their agents
     */
    public static Task applyDeadlines(Task task, Instant now, Predicate<SubTask> own) {
        var next = task;
        for (var subTask : task.subTasks()) {
            var until = deadline(task, subTask);
            var retry = subTask.queued() != null;
            if (until != null
                    && own.test(subTask)
                    && (!until.isAfter(now)
                            || retry && now.isBefore(requireNonNull(subTask.waiting()).since()))) {
                next =
                        apply(
                                next,
                                subTask.id(),
                                retry
                                        ? new SubTaskEvent.Queue(RUN, AttemptTrigger.AUTO)
                                        : new SubTaskEvent.Cancel(FailureCause.TIMEOUT, now));
            }
        }
        return next == task ? task : advance(next, now);
    }

    /** When {@link #applyDeadlines} has next something to do for a sub task; null for never. */
    public static @Nullable Instant deadline(Task task, SubTask subTask) {
        if (subTask.state() == WAITING && subTask.queued() != null && subTask.waiting() != null) {
            return subTask.waiting().until();
        }
        var attempt = subTask.attempt();
        if (attempt == null || !subTask.hasRunningAttempt() || subTask.state() == CANCELING) {
            return null;
        }
        return requireNonNull(attempt.startedAt()).plus(task.stepOf(subTask).timeout());
    }

    /** One sub task changed by an event, and nothing else. */
    static Task apply(Task task, long subTaskId, SubTaskEvent event) {
        return task.withSubTask(
                SubTaskTransitions.next(task.subTask(subTaskId), task.direction(), event));
    }

    /** Moves everything that can move by itself, until nothing can. */
    static Task advance(Task task, Instant now) {
        var before = task;
        while (true) {
            var after = step(before, now);
            if (after == before) {
                return timed(after, now);
            }
            before = after;
        }
    }

    /** If the sub task's ending is a failure, what has not started yet is taken from the queue. */
    static Task afterFailure(Task before, Task after, long subTaskId, Instant now) {
        var state = after.subTask(subTaskId).state();
        if (!state.failed() && state != ROLLBACK_FAILED) {
            return advance(after, now);
        }
        var drained =
                after.map(
                        subTask ->
                                subTask.id() == subTaskId
                                        ? subTask
                                        : SubTaskTransitions.next(
                                                subTask,
                                                after.direction(),
                                                new SubTaskEvent.Drain(now)));
        return advance(drained, now);
    }

    private static Task step(Task task, Instant now) {
        if (task.terminating()) {
            return task.active() ? task : stopped(task, now);
        }
        return task.direction() == BACKWARD ? queueUndos(task, now) : queueRuns(task);
    }

    private static Task queueRuns(Task task) {
        if (task.subTasks().stream().anyMatch(subTask -> subTask.state().failed())) {
            return task;
        }
        return task.map(
                subTask ->
                        Readiness.mayRun(task, subTask)
                                ? SubTaskTransitions.next(
                                        subTask,
                                        task.direction(),
                                        new SubTaskEvent.Queue(RUN, firstOrAgain(subTask)))
                                : subTask);
    }

    private static Task queueUndos(Task task, Instant now) {
        if (task.subTasks().stream().anyMatch(subTask -> subTask.state() == ROLLBACK_FAILED)) {
            return task;
        }
        return task.map(
                subTask ->
                        Readiness.mayUndo(task, subTask)
                                ? SubTaskTransitions.next(
                                        subTask, BACKWARD, undoing(task.stepOf(subTask), now))
                                : subTask);
    }

    private static SubTaskEvent undoing(TaskStep step, Instant now) {
        return step.rollback() == RollbackPolicy.REAL
                ? new SubTaskEvent.Queue(ROLLBACK, AttemptTrigger.ROLLBACK)
                : new SubTaskEvent.Undo(now);
    }

    /** All that was active has stopped; if nothing of it shows as stopped, what comes next does. */
    private static Task stopped(Task task, Instant now) {
        var unmarked = task.withDirection(task.direction(), false);
        if (unmarked.state().terminal() || unmarked.state().failed()) {
            return unmarked;
        }
        return unmarked.map(
                subTask ->
                        Readiness.mayRun(unmarked, subTask) || Readiness.mayUndo(unmarked, subTask)
                                ? SubTaskTransitions.next(
                                        subTask,
                                        unmarked.direction(),
                                        new SubTaskEvent.Cancel(FailureCause.TERMINATED, now))
                                : subTask);
    }

    private static @Nullable WaitCause automaticRetry(
            Task task, SubTask subTask, AttemptResult result, Instant now) {
        var retries = task.stepOf(subTask).retries();
        var made = subTask.autoRetries();
        var failure =
                result instanceof AttemptResult.Failed
                        || (subTask.attempt() != null
                                && subTask.attempt().cause() == FailureCause.TIMEOUT);
        var possible =
                failure
                        && task.direction() == Direction.FORWARD
                        && !task.terminating()
                        && made < retries.times()
                        && task.subTasks().stream().noneMatch(other -> other.state().failed());
        if (!possible) {
            return null;
        }
        var text = MESSAGES.text("wait.retry", made + 1, retries.times());
        return new WaitCause(
                WaitCause.Reason.RETRY, text, now, now.plus(retries.delayBefore(made + 1)));
    }

    private static Task timed(Task task, Instant now) {
        var startedAt =
                task.subTasks().stream()
                        .map(SubTask::startedAt)
                        .filter(at -> at != null)
                        .min(Instant::compareTo)
                        .orElse(null);
        var state = task.state();
        var ended = state.terminal() || state.failed();
        var endedAt = !ended ? null : task.endedAt() != null ? task.endedAt() : now;
        return task.withLifetime(new Lifetime(startedAt, endedAt));
    }

    private static boolean current(SubTask subTask, int attemptNo) {
        return subTask.hasRunningAttempt() && subTask.attemptNo() == attemptNo;
    }

    private static AttemptTrigger firstOrAgain(SubTask subTask) {
        return subTask.state() == PENDING && subTask.attempt() == null
                ? AttemptTrigger.FIRST
                : AttemptTrigger.RETRY;
    }
}
