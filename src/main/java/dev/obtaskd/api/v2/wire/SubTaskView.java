package dev.obtaskd.api.v2.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One step on one host; {@code attempt} is the number of the latest attempt, 0 without any. */
public record SubTaskView(
        String id,
        String taskId,
        String stepId,
        String host,
        SubTaskState state,
        @Nullable FailureCause cause,
        @Nullable String message,
        int attempt,
        List<AttemptView> attempts,
        Map<String, String> output,
        @Nullable WaitView waiting,
        @Nullable SkipRecord skipped,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Long durationMs,
        List<AllowedOperationView> operations) {

    /** The state of a sub task. */
    public enum SubTaskState {
        PENDING,
        READY,
        WAITING,
        RUNNING,
        CANCELING,
        TERMINATED,
        FAILED,
        SUCCEEDED,
        SKIPPED,
        ROLLING_BACK,
        ROLLBACK_FAILED,
        ROLLED_BACK
    }

    /**
     * Why a sub task counts as done although it did not run.
     *
     * @param by the user; null if the operation's {@code when} decided it
     */
    public record SkipRecord(@Nullable String by, Instant at, @Nullable String reason) {}
}
