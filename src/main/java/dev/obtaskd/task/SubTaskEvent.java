package dev.obtaskd.task;

import dev.obtaskd.task.SubTask.SkipRecord;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can happen to a sub task. {@link SubTaskTransitions} says what comes of it. */
public sealed interface SubTaskEvent {

    /** It may run now, or a person asked for it again: an attempt is queued. */
    record Queue(AttemptKind kind, AttemptTrigger trigger) implements SubTaskEvent {}

    /** A failure elsewhere: what has not started stays where it is. */
    record Drain(Instant at) implements SubTaskEvent {}

    /**
     * A worker takes it.
     *
     * @param boot id of the host's present boot; null if that is not known
     * @param paramsRevision the newest revision of the task's parameters
     */
    record Start(Instant at, @Nullable String boot, int paramsRevision) implements SubTaskEvent {}

    /**
     * It cannot start, as a value it needs is missing.
     *
     * @param message names the value
     */
    record Block(String message, Instant at) implements SubTaskEvent {}

    /** Its attempt waits for something, or for something else than before. */
    record Await(WaitCause waiting) implements SubTaskEvent {}

    /**
     * Its attempt has ended.
     *
     * @param retry the wait before an automatic retry, if one is due should this be a failure
     */
    record End(AttemptResult result, Instant at, @Nullable WaitCause retry)
            implements SubTaskEvent {}

    /**
     * The daemon died under its attempt, and nothing of that is left.
     *
     * @param rerun whether the step may simply run again
     * @param output the values it had written
     */
    record Lose(boolean rerun, Map<String, String> output, Instant at) implements SubTaskEvent {}

    /**
     * It is to be stopped.
     *
     * @param why TERMINATED (a person) or TIMEOUT
     */
    record Cancel(FailureCause why, Instant at) implements SubTaskEvent {}

    /** It counts as done (or as undone) without anything being run. */
    record Skip(SkipRecord skipped) implements SubTaskEvent {}

    /** It may be undone now, and its step has nothing to undo. */
    record Undo(Instant at) implements SubTaskEvent {}

    /**
     * A task that was being rolled back goes forward again; what was undone has to wait for its
     * turn again.
     */
    record Reset() implements SubTaskEvent {}
}
