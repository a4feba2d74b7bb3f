package dev.obtaskd.task;

import static dev.obtaskd.task.Attempt.Outcome;
import static dev.obtaskd.task.AttemptKind.ROLLBACK;
import static dev.obtaskd.task.AttemptKind.RUN;
import static dev.obtaskd.task.Direction.BACKWARD;
import static dev.obtaskd.task.SubTaskState.CANCELING;
import static dev.obtaskd.task.SubTaskState.FAILED;
import static dev.obtaskd.task.SubTaskState.PENDING;
import static dev.obtaskd.task.SubTaskState.READY;
import static dev.obtaskd.task.SubTaskState.ROLLBACK_FAILED;
import static dev.obtaskd.task.SubTaskState.ROLLED_BACK;
import static dev.obtaskd.task.SubTaskState.SUCCEEDED;
import static dev.obtaskd.task.SubTaskState.TERMINATED;
import static dev.obtaskd.task.SubTaskState.WAITING;

import dev.obtaskd.task.SubTask.QueuedAttempt;
import org.jspecify.annotations.Nullable;

/** The part of the transitions that ends an attempt. */
final class AttemptTransitions {

    private AttemptTransitions() {}

    static @Nullable SubTask end(SubTask now, Direction direction, SubTaskEvent.End event) {
        var attempt = now.attempt();
        if (attempt == null || !now.hasRunningAttempt()) {
            return null;
        }
        if (event.result() instanceof AttemptResult.Succeeded result) {
            var ended = attempt.ended(Outcome.SUCCEEDED, null, result, event.at());
            return attempt.kind() == RUN
                    ? succeeded(now, ended, result)
                    : undone(now, direction, ended);
        }
        return failed(now, direction, attempt, event);
    }

    static @Nullable SubTask lose(SubTask now, Direction direction, SubTaskEvent.Lose event) {
        var attempt = now.attempt();
        if (attempt == null || !now.hasRunningAttempt()) {
            return null;
        }
        var result =
                new AttemptResult.Failed(
                        FailureCause.INTERRUPTED,
                        "the daemon stopped while this was running, and its work is lost",
                        null,
                        null,
                        event.output());
        if (now.state() == CANCELING || !event.rerun()) {
            return end(now, direction, new SubTaskEvent.End(result, event.at(), null));
        }
        var resting =
                attempt.kind() == RUN ? PENDING : direction == BACKWARD ? ROLLBACK_FAILED : FAILED;
        return new SubTaskBuilder(now, READY)
                .attempt(
                        attempt.ended(Outcome.FAILED, FailureCause.INTERRUPTED, result, event.at()))
                .addWritten(attempt.kind(), event.output())
                .queued(new QueuedAttempt(attempt.kind(), AttemptTrigger.RESTART, resting))
                .build();
    }

    private static SubTask succeeded(SubTask now, Attempt ended, AttemptResult.Succeeded result) {
        return new SubTaskBuilder(now, SUCCEEDED)
                .attempt(ended)
                .output(result.output())
                .addWritten(RUN, result.output())
                .ended(ended.endedAt(), null, null)
                .build();
    }

    /** Undoing on the way back is the goal; on the way forward it clears the ground for a run. */
    private static SubTask undone(SubTask now, Direction direction, Attempt ended) {
        if (direction == BACKWARD) {
            return new SubTaskBuilder(now, ROLLED_BACK)
                    .attempt(ended)
                    .toUndo(false)
                    .ended(ended.endedAt(), null, null)
                    .build();
        }
        if (stoppedByUser(now)) {
            return new SubTaskBuilder(now, TERMINATED)
                    .attempt(ended)
                    .toUndo(false)
                    .ended(ended.endedAt(), FailureCause.TERMINATED, "stopped before it ran again")
                    .build();
        }
        return new SubTaskBuilder(now, READY)
                .attempt(ended)
                .toUndo(false)
                .queued(new QueuedAttempt(RUN, AttemptTrigger.RETRY, PENDING))
                .build();
    }

    private static SubTask failed(
            SubTask now, Direction direction, Attempt attempt, SubTaskEvent.End event) {
        var terminated =
                stoppedByUser(now)
                        || (event.result() instanceof AttemptResult.Stopped
                                && now.state() != CANCELING);
        var cause = terminated ? FailureCause.TERMINATED : causeOf(attempt, event.result());
        var ended =
                attempt.ended(
                        terminated ? Outcome.TERMINATED : Outcome.FAILED,
                        cause,
                        event.result(),
                        event.at());
        if (event.retry() != null && !terminated && attempt.kind() == RUN) {
            return new SubTaskBuilder(now, WAITING)
                    .attempt(ended)
                    .addWritten(attempt.kind(), event.result().output())
                    .waiting(event.retry())
                    .queued(new QueuedAttempt(RUN, AttemptTrigger.AUTO, FAILED))
                    .build();
        }
        var state = direction == BACKWARD ? ROLLBACK_FAILED : terminated ? TERMINATED : FAILED;
        var shown = attempt.kind() == ROLLBACK && state == FAILED ? FailureCause.UNDO : cause;
        return new SubTaskBuilder(now, state)
                .attempt(ended)
                .addWritten(attempt.kind(), event.result().output())
                .ended(event.at(), shown, ended.message())
                .build();
    }

    private static boolean stoppedByUser(SubTask now) {
        return now.state() == CANCELING
                && now.attempt() != null
                && now.attempt().cause() == FailureCause.TERMINATED;
    }

    /** An attempt that was being stopped failed for the reason it was stopped for. */
    private static FailureCause causeOf(Attempt attempt, AttemptResult result) {
        if (attempt.cause() != null) {
            return attempt.cause();
        }
        return result instanceof AttemptResult.Failed failed
                ? failed.cause()
                : FailureCause.TERMINATED;
    }
}
