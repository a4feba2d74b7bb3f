package dev.obtaskd.task;

import dev.obtaskd.task.SubTask.QueuedAttempt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One forward run or one rollback of a sub task; owns one log.
 *
 * @param no from 1, counted over runs and rollbacks alike
 * @param lifetime without a start if it was terminated before it started
 * @param outcome null while it goes on
 * @param cause why it failed or, while it goes on, why it is being stopped
 * @param message one line for people
 * @param boot id of the host's boot during which it was stored that it starts; null if that is not
 *     known
 * @param paramsRevision the revision of the task's parameters that it uses; of a rollback, that of
 *     the run that it undoes
 */
public record Attempt(
        int no,
        AttemptKind kind,
        AttemptTrigger trigger,
        Lifetime lifetime,
        @Nullable Outcome outcome,
        @Nullable FailureCause cause,
        @Nullable Integer exitCode,
        @Nullable String signal,
        @Nullable String message,
        @Nullable String boot,
        int paramsRevision) {

    /** One with the first parameters, whose boot is not known. */
    public Attempt(
            int no,
            AttemptKind kind,
            AttemptTrigger trigger,
            Lifetime lifetime,
            @Nullable Outcome outcome,
            @Nullable FailureCause cause,
            @Nullable Integer exitCode,
            @Nullable String signal,
            @Nullable String message) {
        this(no, kind, trigger, lifetime, outcome, cause, exitCode, signal, message, null, 1);
    }

    public @Nullable Instant startedAt() {
        return lifetime.startedAt();
    }

    public @Nullable Instant endedAt() {
        return lifetime.endedAt();
    }

    /** The three ways an attempt ends. */
    public enum Outcome {
        SUCCEEDED,
        FAILED,
        TERMINATED
    }

    static Attempt started(
            int no, QueuedAttempt queued, Instant at, @Nullable String boot, int paramsRevision) {
        return new Attempt(
                no,
                queued.kind(),
                queued.trigger(),
                new Lifetime(at, null),
                null,
                null,
                null,
                null,
                null,
                boot,
                paramsRevision);
    }

    /** One that was stopped before it could start; it exists so that its log can say so. */
    static Attempt neverStarted(
            int no,
            AttemptKind kind,
            AttemptTrigger trigger,
            FailureCause cause,
            String message,
            Instant at,
            int paramsRevision) {
        var outcome = cause == FailureCause.TERMINATED ? Outcome.TERMINATED : Outcome.FAILED;
        return new Attempt(
                no,
                kind,
                trigger,
                new Lifetime(null, at),
                outcome,
                cause,
                null,
                null,
                message,
                null,
                paramsRevision);
    }

    Attempt canceling(FailureCause why) {
        return new Attempt(
                no,
                kind,
                trigger,
                lifetime.withEnd(null),
                null,
                why,
                null,
                null,
                message,
                boot,
                paramsRevision);
    }

    Attempt ended(Outcome outcome, @Nullable FailureCause cause, AttemptResult result, Instant at) {
        return switch (result) {
            case AttemptResult.Succeeded r ->
                    new Attempt(
                            no,
                            kind,
                            trigger,
                            lifetime.withEnd(at),
                            outcome,
                            cause,
                            r.exitCode(),
                            null,
                            null,
                            boot,
                            paramsRevision);
            case AttemptResult.Failed r ->
                    new Attempt(
                            no,
                            kind,
                            trigger,
                            lifetime.withEnd(at),
                            outcome,
                            cause,
                            r.exitCode(),
                            r.signal(),
                            r.message(),
                            boot,
                            paramsRevision);
            case AttemptResult.Lost _ ->
                    new Attempt(
                            no,
                            kind,
                            trigger,
                            lifetime.withEnd(at),
                            outcome,
                            cause,
                            null,
                            null,
                            null,
                            boot,
                            paramsRevision);
            case AttemptResult.Stopped r ->
                    new Attempt(
                            no,
                            kind,
                            trigger,
                            lifetime.withEnd(at),
                            outcome,
                            cause,
                            r.exitCode(),
                            r.signal(),
                            r.message(),
                            boot,
                            paramsRevision);
        };
    }
}
