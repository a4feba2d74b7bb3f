package dev.obtaskd.task;

import static dev.obtaskd.task.AttemptKind.ROLLBACK;
import static dev.obtaskd.task.AttemptKind.RUN;
import static dev.obtaskd.task.Direction.BACKWARD;
import static dev.obtaskd.task.SubTaskState.CANCELING;
import static dev.obtaskd.task.SubTaskState.FAILED;
import static dev.obtaskd.task.SubTaskState.PENDING;
import static dev.obtaskd.task.SubTaskState.READY;
import static dev.obtaskd.task.SubTaskState.ROLLBACK_FAILED;
import static dev.obtaskd.task.SubTaskState.ROLLED_BACK;
import static dev.obtaskd.task.SubTaskState.ROLLING_BACK;
import static dev.obtaskd.task.SubTaskState.RUNNING;
import static dev.obtaskd.task.SubTaskState.SKIPPED;
import static dev.obtaskd.task.SubTaskState.SUCCEEDED;
import static dev.obtaskd.task.SubTaskState.TERMINATED;
import static dev.obtaskd.task.SubTaskState.WAITING;
import static java.util.Objects.requireNonNull;

import dev.obtaskd.task.SubTask.QueuedAttempt;
import dev.obtaskd.task.SubTask.SkipRecord;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one function that changes a sub task. {@code docs/states.md} is printed from it by a test; a
 * changed rule shows there as a changed line.
 */
public final class SubTaskTransitions {

    private SubTaskTransitions() {}

    /**
     * What becomes of a sub task.
     *
     * @param direction of its task
     * @throws IllegalTransitionException if the event has no meaning in the sub task's state
     */
    public static SubTask next(SubTask now, Direction direction, SubTaskEvent event) {
        var next =
                switch (event) {
                    case SubTaskEvent.Queue queue -> queue(now, direction, queue);
                    case SubTaskEvent.Drain drain -> drain(now, drain.at());
                    case SubTaskEvent.Start start -> start(now, start);
                    case SubTaskEvent.Block block -> block(now, direction, block);
                    case SubTaskEvent.Await await -> await(now, await.waiting());
                    case SubTaskEvent.End end -> AttemptTransitions.end(now, direction, end);
                    case SubTaskEvent.Lose lose -> AttemptTransitions.lose(now, direction, lose);
                    case SubTaskEvent.Cancel cancel -> cancel(now, direction, cancel);
                    case SubTaskEvent.Skip skip -> skip(now, skip.skipped());
                    case SubTaskEvent.Undo undo -> undo(now, direction, undo.at());
                    case SubTaskEvent.Reset _ -> reset(now);
                };
        if (next == null) {
            throw new IllegalTransitionException(now, direction, event);
        }
        return next;
    }

    private static @Nullable SubTask queue(
            SubTask now, Direction direction, SubTaskEvent.Queue event) {
        var possible =
                switch (now.state()) {
                    case PENDING, FAILED, TERMINATED, ROLLBACK_FAILED ->
                            event.kind() == ROLLBACK || direction != BACKWARD;
                    case SUCCEEDED, SKIPPED -> event.kind() == ROLLBACK && direction == BACKWARD;
                    case WAITING -> now.queued() != null && event.kind() == RUN;
                    case READY, RUNNING, CANCELING, ROLLING_BACK, ROLLED_BACK -> false;
                };
        if (!possible) {
            return null;
        }
        var resting = event.kind() == RUN ? PENDING : failedThatWay(now.state(), direction);
        return new SubTaskBuilder(now, READY)
                .queued(new QueuedAttempt(event.kind(), event.trigger(), resting))
                .build();
    }

    /** Going forward, what could not be undone is simply failed. */
    private static SubTaskState failedThatWay(SubTaskState state, Direction direction) {
        return state == ROLLBACK_FAILED && direction != BACKWARD ? FAILED : state;
    }

    private static @Nullable SubTask drain(SubTask now, Instant at) {
        if (now.state() == WAITING && now.queued() != null && now.attempt() != null) {
            return new SubTaskBuilder(now, FAILED)
                    .ended(at, now.attempt().cause(), now.attempt().message())
                    .build();
        }
        if (now.state() == READY && now.queued() != null) {
            return resting(now, now.queued().fallbackState(), at);
        }
        return now;
    }

    /** Back to where it came from, with what was known about that. */
    private static SubTask resting(SubTask now, SubTaskState state, Instant at) {
        var draft = new SubTaskBuilder(now, state);
        if (state == PENDING || now.attempt() == null) {
            return draft.build();
        }
        return draft.ended(at, now.attempt().cause(), now.attempt().message()).build();
    }

    private static @Nullable SubTask start(SubTask now, SubTaskEvent.Start event) {
        var queued = now.queued();
        if (now.state() != READY || queued == null) {
            return null;
        }
        var draft =
                new SubTaskBuilder(now, queued.kind() == RUN ? RUNNING : ROLLING_BACK)
                        .attempt(
                                Attempt.started(
                                        now.attemptNo() + 1,
                                        queued,
                                        event.at(),
                                        event.boot(),
                                        queued.kind() == RUN
                                                ? event.paramsRevision()
                                                : latestParams(now)))
                        .toUndo(now.toUndo() || queued.kind() == RUN);
        return queued.trigger() == AttemptTrigger.AUTO
                ? draft.autoRetries(now.autoRetries() + 1).build()
                : draft.build();
    }

    /**
     * The parameters of the last run that started, if it was not undone: a rollback uses them, and
     * an attempt that never starts passes them on.
     */
    private static int latestParams(SubTask now) {
        return now.attempt() == null ? 1 : now.attempt().paramsRevision();
    }

    private static @Nullable SubTask block(
            SubTask now, Direction direction, SubTaskEvent.Block event) {
        if (now.state() != READY) {
            return null;
        }
        return neverStarted(now, direction, FailureCause.OUTPUT, event.message(), event.at());
    }

    private static @Nullable SubTask await(SubTask now, WaitCause waiting) {
        var possible =
                now.state() == RUNNING || (now.state() == WAITING && now.hasRunningAttempt());
        return possible ? new SubTaskBuilder(now, WAITING).waiting(waiting).build() : null;
    }

    private static @Nullable SubTask cancel(
            SubTask now, Direction direction, SubTaskEvent.Cancel event) {
        if (now.state() == CANCELING && event.why() != FailureCause.TERMINATED) {
            return now;
        }
        // A person's word counts more than a time-out: nothing may follow what is being stopped.
        if (now.hasRunningAttempt()) {
            return requireNonNull(now.attempt()).cause() == event.why()
                    ? now
                    : new SubTaskBuilder(now, CANCELING)
                            .attempt(now.attempt().canceling(event.why()))
                            .build();
        }
        var possible =
                switch (now.state()) {
                    case READY, WAITING -> true;
                    case PENDING -> direction != BACKWARD || now.toUndo();
                    case SUCCEEDED, SKIPPED, FAILED, TERMINATED ->
                            direction == BACKWARD && now.toUndo();
                    case RUNNING, CANCELING, ROLLING_BACK, ROLLBACK_FAILED, ROLLED_BACK -> false;
                };
        return possible
                ? neverStarted(now, direction, event.why(), "stopped before it started", event.at())
                : null;
    }

    /** Failed, terminated or not undone by an attempt that exists only to say so. */
    private static SubTask neverStarted(
            SubTask now, Direction direction, FailureCause cause, String message, Instant at) {
        var kind =
                now.queued() != null ? now.queued().kind() : direction == BACKWARD ? ROLLBACK : RUN;
        var trigger = now.queued() != null ? now.queued().trigger() : AttemptTrigger.FIRST;
        var state =
                direction == BACKWARD
                        ? ROLLBACK_FAILED
                        : cause == FailureCause.TERMINATED ? TERMINATED : FAILED;
        return new SubTaskBuilder(now, state)
                .attempt(
                        Attempt.neverStarted(
                                now.attemptNo() + 1,
                                kind,
                                trigger,
                                cause,
                                message,
                                at,
                                latestParams(now)))
                .ended(at, cause, message)
                .build();
    }

    private static @Nullable SubTask skip(SubTask now, SkipRecord skipped) {
        return switch (now.state()) {
            case PENDING, FAILED, TERMINATED ->
                    new SubTaskBuilder(now, SKIPPED)
                            .skipped(skipped)
                            .output(Map.of())
                            .ended(skipped.at(), null, null)
                            .build();
            case ROLLBACK_FAILED ->
                    new SubTaskBuilder(now, ROLLED_BACK)
                            .skipped(skipped)
                            .toUndo(false)
                            .ended(skipped.at(), null, null)
                            .build();
            case READY,
                    WAITING,
                    RUNNING,
                    CANCELING,
                    SUCCEEDED,
                    SKIPPED,
                    ROLLING_BACK,
                    ROLLED_BACK ->
                    null;
        };
    }

    private static @Nullable SubTask undo(SubTask now, Direction direction, Instant at) {
        if (direction != BACKWARD || now.state().active() || !now.toUndo()) {
            return null;
        }
        return new SubTaskBuilder(now, ROLLED_BACK).toUndo(false).ended(at, null, null).build();
    }

    private static @Nullable SubTask reset(SubTask now) {
        var possible = now.state() == ROLLED_BACK || now.state().failed();
        return possible ? new SubTaskBuilder(now, PENDING).build() : null;
    }
}
