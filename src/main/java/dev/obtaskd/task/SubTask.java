package dev.obtaskd.task;

import dev.obtaskd.id.AgentAddress;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step on one host. Changed by {@link SubTaskTransitions} only.
 *
 * @param id its number in the store of its task, from the same counter as the task's; {@link
 *     Task#idOf} names it on this host
 * @param host the agent that runs it
 * @param queued the attempt to come; set exactly while READY, or WAITING for an automatic retry
 * @param attempt the latest attempt, going on or ended; null if there was none
 * @param toUndo a RUN attempt has started and nothing has undone it since
 * @param autoRetries automatic retries made since a person (or the first start) last queued it
 * @param waiting set exactly while WAITING
 * @param output the values the last successful run passes downstream
 * @param written the values that its runs wrote since it was last undone, the latest of each name,
 *     however they ended; for its own rollback
 * @param skipped set once it was skipped
 * @param cause why it is FAILED, TERMINATED or ROLLBACK_FAILED
 * @param message one line for people about its last ending
 * @param lifetime from the start of its first attempt that started to the instant at which it was
 *     done or failed; without an end while it is PENDING or active
 * @param version counts its changes, for compare-and-set
 */
public record SubTask(
        long id,
        String stepId,
        AgentAddress host,
        SubTaskState state,
        @Nullable QueuedAttempt queued,
        @Nullable Attempt attempt,
        boolean toUndo,
        int autoRetries,
        @Nullable WaitCause waiting,
        Map<String, String> output,
        Map<String, String> written,
        @Nullable SkipRecord skipped,
        @Nullable FailureCause cause,
        @Nullable String message,
        Lifetime lifetime,
        long version) {

    /** A sub task that waits for its upstream. */
    public static SubTask pending(long id, String stepId, AgentAddress host) {
        return new SubTask(
                id,
                stepId,
                host,
                SubTaskState.PENDING,
                null,
                null,
                false,
                0,
                null,
                Map.of(),
                Map.of(),
                null,
                null,
                null,
                Lifetime.NOT_STARTED,
                0);
    }

    public @Nullable Instant startedAt() {
        return lifetime.startedAt();
    }

    public @Nullable Instant endedAt() {
        return lifetime.endedAt();
    }

    /** Number of the latest attempt, 0 if there was none. */
    public int attemptNo() {
        return attempt == null ? 0 : attempt.no();
    }

    /** Whether an attempt is going on, whatever the state is called. */
    public boolean hasRunningAttempt() {
        return attempt != null && attempt.endedAt() == null;
    }

    /** Whether it occupies one of the agent's workers; one that waits does not. */
    public boolean occupiesWorker() {
        return state == SubTaskState.RUNNING
                || state == SubTaskState.ROLLING_BACK
                || state == SubTaskState.CANCELING;
    }

    /** The sub task with its version one higher. */
    SubTask withNextVersion() {
        return new SubTask(
                id,
                stepId,
                host,
                state,
                queued,
                attempt,
                toUndo,
                autoRetries,
                waiting,
                output,
                written,
                skipped,
                cause,
                message,
                lifetime,
                version + 1);
    }

    /**
     * The attempt a READY or WAITING sub task is going to make.
     *
     * @param kind run or rollback
     * @param trigger what asked for it
     * @param fallbackState the state the sub task falls back to if a failure elsewhere takes it
     *     from the queue
     */
    public record QueuedAttempt(
            AttemptKind kind, AttemptTrigger trigger, SubTaskState fallbackState) {}

    /**
     * The user that skipped a step, or none if its condition did.
     *
     * @param by the person, or null where the operation's {@code when} decided it at creation
     */
    public record SkipRecord(@Nullable String by, Instant at, @Nullable String reason) {}
}
