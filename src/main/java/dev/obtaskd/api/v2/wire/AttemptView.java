package dev.obtaskd.api.v2.task;

import dev.obtaskd.task.Attempt;
import dev.obtaskd.task.AttemptKind;
import dev.obtaskd.task.AttemptTrigger;
import dev.obtaskd.task.FailureCause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One run or rollback of a sub task; {@code result} is null while it goes on. */
public record AttemptView(
        int no,
        AttemptKind kind,
        AttemptTrigger trigger,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        Attempt.@Nullable Outcome result,
        @Nullable FailureCause cause,
        @Nullable Integer exitCode,
        @Nullable String signal,
        @Nullable String message,
        long logLines,
        long logBytes,
        boolean logExpired) {

    /** An attempt with what is known of its log. */
    public record Logged(Attempt attempt, long lines, long bytes, boolean expired) {}

    static AttemptView of(Logged logged) {
        var attempt = logged.attempt();
        return new AttemptView(
                attempt.no(),
                attempt.kind(),
                attempt.trigger(),
                attempt.startedAt(),
                attempt.endedAt(),
                attempt.outcome(),
                attempt.cause(),
                attempt.exitCode(),
                attempt.signal(),
                attempt.message(),
                logged.lines(),
                logged.bytes(),
                logged.expired());
    }
}
