package dev.obtaskd.task;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can happen to a sub task. {@link Transitions} says what comes of it. */
public sealed interface Event {

    /** Its turn has come, or a person asked for it again: an attempt is to be made. */
    record Queue(AttemptKind kind, Trigger trigger) implements Event {}

    /** A failure elsewhere: what has not started stays where it is. */
    record Drain(Instant at) implements Event {}

    /**
     * A worker takes it.
     *
     * @param boot id of the host's present boot; null if that is not known
     */
    record Start(Instant at, @Nullable String boot) implements Event {}

    /**
     * It cannot start, as a value it needs is missing.
     *
     * @param message names the value
     */
    record Block(String message, Instant at) implements Event {}

    /** Its attempt waits for something, or for something else than before. */
    record Await(Waiting waiting) implements Event {}

    /**
     * Its attempt has ended.
     *
     * @param retry the wait before an automatic retry, if one is due should this be a failure
     */
    record End(AttemptResult result, Instant at, @Nullable Waiting retry) implements Event {}

    /**
     * The daemon died under its attempt, and nothing of that is left.
     *
     * @param rerun whether the step may simply run again
     * @param output the values it had written
     */
    record Lose(boolean rerun, Map<String, String> output, Instant at) implements Event {}

    /**
     * Somebody wants it stopped.
     *
     * @param why TERMINATED (a person) or TIMEOUT
     */
    record Cancel(Cause why, Instant at) implements Event {}

    /** It counts as done (or as undone) without anything being run. */
    record Skip(Skipped skipped) implements Event {}

    /** Its step has nothing to undo, and its turn to be undone has come. */
    record Undo(Instant at) implements Event {}

    /** A task that was being rolled back goes forward again; what was undone has to wait for its turn again. */
    record Reset() implements Event {}
}
