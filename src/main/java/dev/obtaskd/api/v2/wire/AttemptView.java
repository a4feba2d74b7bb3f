package dev.obtaskd.api.v2.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run or rollback of a sub task.
 *
 * @param result null while it is running
 * @param paramsRevision the revision of the parameters that it uses, from 1
 */
public record AttemptView(
        int no,
        AttemptKind kind,
        AttemptTrigger trigger,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Outcome result,
        @Nullable FailureCause cause,
        @Nullable Integer exitCode,
        @Nullable String signal,
        @Nullable String message,
        long logLines,
        long logBytes,
        boolean logExpired,
        int paramsRevision) {

    /** Whether the attempt runs the step or undoes it. */
    public enum AttemptKind {
        RUN,
        ROLLBACK
    }

    /** What started the attempt. RESTART: the daemon died during the previous attempt. */
    public enum AttemptTrigger {
        FIRST,
        AUTO,
        RETRY,
        ROLLBACK,
        RESTART
    }

    /** How the attempt ended. */
    public enum Outcome {
        SUCCEEDED,
        FAILED,
        TERMINATED
    }
}
