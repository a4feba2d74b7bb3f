package dev.obtaskd.engine.attempt;

import dev.obtaskd.log.LogAppends;
import dev.obtaskd.log.LogLimits;
import dev.obtaskd.log.TaskDirectories;
import dev.obtaskd.step.StepKind;
import dev.obtaskd.step.StepProgram;
import dev.obtaskd.task.AttemptResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The directories of attempts, and the first and last lines of their logs. */
final class AttemptLogs {

    private static final Logger LOG = Logger.getLogger(AttemptLogs.class);

    private final Map<String, StepKind> kinds;
    private final StepSpecs specs;
    private final TaskDirectories directories;
    private final LogLimits limits;
    private final AttemptHead head;
    private final Clock clock;
    private final LogAppends appends;

    AttemptLogs(
            Map<String, StepKind> kinds,
            StepSpecs specs,
            TaskDirectories directories,
            LogLimits limits,
            AttemptHead head,
            Clock clock,
            LogAppends appends) {
        this.kinds = kinds;
        this.specs = specs;
        this.directories = directories;
        this.limits = limits;
        this.head = head;
        this.clock = clock;
        this.appends = appends;
    }

    /**
     * The workspace of an attempt.
     *
     * @param secrets to mask
     */
    AttemptWorkspace workspace(RunningAttempt attempt, List<String> secrets) {
        var task = attempt.task();
        return new AttemptWorkspace(
                directories.of(task.id(), task.origin().createdAt()),
                attempt.subTask(),
                secrets,
                limits,
                clock,
                () -> head.lines(task, attempt.subTask(), program(attempt)),
                () -> appends.appended(attempt.key().subTask()));
    }

    /**
     * Writes the last line of the log of an attempt that did not succeed. A log that cannot be
     * written does not hide why it failed.
     */
    void end(RunningAttempt attempt, StepKind kind, Optional<AttemptResult> result) {
        if (result.isPresent() && result.get() instanceof AttemptResult.Succeeded) {
            return;
        }
        try {
            var time = kind.programTime(attempt).orElse(null);
            var ending = new AttemptEnding(attempt.cancelCause(), time);
            attempt.end(output -> ending.line(result, output));
        } catch (UncheckedIOException full) {
            unwritable(attempt, full);
        }
    }

    /** Writes the whole log of an attempt that ended before its work began. */
    void writeReason(RunningAttempt attempt, AttemptResult failure) {
        var ending = new AttemptEnding(attempt.cancelCause(), null);
        try (var workspace = workspace(attempt, List.of())) {
            workspace.end(output -> ending.line(Optional.of(failure), output));
        } catch (IOException | UncheckedIOException full) {
            unwritable(attempt, full);
        }
    }

    private @Nullable StepProgram program(RunningAttempt attempt) {
        try {
            var shown = specs.masked(attempt.task(), attempt.subTask());
            var kind = kinds.get(shown.kind());
            return kind == null ? null : kind.program(shown.spec()).orElse(null);
        } catch (RuntimeException unreadable) {
            return null;
        }
    }

    private static void unwritable(RunningAttempt attempt, Exception full) {
        LOG.warnf(
                "Could not write the log of attempt %s: %s",
                attempt.attemptKey(), full.getMessage());
    }
}
