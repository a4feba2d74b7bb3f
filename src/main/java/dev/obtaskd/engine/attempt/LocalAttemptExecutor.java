package dev.obtaskd.engine.attempt;

import dev.obtaskd.catalogue.operation.Operation;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.log.LogAppends;
import dev.obtaskd.log.LogLimits;
import dev.obtaskd.log.TaskDirectories;
import dev.obtaskd.step.StepKind;
import dev.obtaskd.step.UndoDirectory;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.task.AttemptKind;
import dev.obtaskd.task.AttemptResult;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Attempts on this host: each has a thread, a directory and a log of its own. Whatever may hang in
 * the system runs on platform threads: a virtual thread that hangs holds up all others.
 */
@ApplicationScoped
public class LocalAttemptExecutor implements AttemptExecutor {

    private static final Logger LOG = Logger.getLogger(LocalAttemptExecutor.class);

    private final Map<String, StepKind> kinds;
    private final StepSpecs specs;
    private final TaskDirectories attempts;
    private final AttemptLogs logs;
    private final AttemptThreads threads = new AttemptThreads();

    public LocalAttemptExecutor(
            @All List<StepKind> kinds,
            StepSpecs specs,
            TaskDirectories attempts,
            LogLimits limits,
            StoreReader store,
            Clock clock,
            LogAppends appends) {
        this.kinds = kinds.stream().collect(Collectors.toMap(StepKind::name, Function.identity()));
        this.specs = specs;
        this.attempts = attempts;
        this.logs =
                new AttemptLogs(
                        this.kinds,
                        specs,
                        attempts,
                        limits,
                        new AttemptHead(store, specs),
                        clock,
                        appends);
    }

    @Override
    public void startWork(RunningAttempt attempt, String name, Runnable work) {
        if (attempt.subTask().hasRunningAttempt()) {
            threads.start(name, canWait(attempt), work);
        } else {
            threads.runInBackground(work);
        }
    }

    /** Only a run can wait for a condition without a worker; a rollback keeps its worker. */
    private boolean canWait(RunningAttempt attempt) {
        var kind = kinds.get(attempt.task().stepOf(attempt.subTask()).kind());
        return Objects.requireNonNull(attempt.subTask().attempt()).kind() == AttemptKind.RUN
                && kind != null
                && kind.waits();
    }

    @Override
    public Optional<AttemptResult> run(RunningAttempt attempt, boolean resumed) {
        var secrets = new ArrayList<String>();
        try {
            return result(attempt, resumed, secrets);
        } catch (InterruptedException never) {
            return Optional.of(AttemptResult.Failed.error("interrupted"));
        } catch (InvalidSecretException unfit) {
            return Optional.of(AttemptResult.Failed.error(String.valueOf(unfit.getMessage())));
        } catch (IOException | RuntimeException | Error broken) {
            return Optional.of(broken(attempt, secrets, broken));
        }
    }

    /**
     * @param secrets gets every secret that the attempt uses, also if it fails
     */
    private Optional<AttemptResult> result(
            RunningAttempt attempt, boolean resumed, List<String> secrets)
            throws IOException, InterruptedException {
        Operation.Action action;
        try {
            action = specs.action(attempt.task(), attempt.subTask(), secrets::add);
        } catch (InvalidSecretException unfit) {
            if (resumed) {
                secrets.clear();
                return Optional.of(
                        endProgram(
                                attempt,
                                unfit,
                                specs.actionWithoutInvalidSecrets(
                                        attempt.task(), attempt.subTask(), secrets::add),
                                secrets));
            }
            throw unfit;
        } catch (UnreadableOperationException lost) {
            return Optional.of(
                    resumed
                            ? endProgram(attempt, lost, specs.actionToEndProgram(), secrets)
                            : AttemptResult.Failed.error(String.valueOf(lost.getMessage())));
        }
        var kind = kind(action);
        return logged(
                attempt,
                secrets,
                kind,
                action,
                () ->
                        resumed
                                ? kind.resume(action.spec(), attempt)
                                : Optional.of(kind.run(action.spec(), attempt)));
    }

    /** Does the work in the attempt's workspace; if it fails, the last line of the log says why. */
    private Optional<AttemptResult> logged(
            RunningAttempt attempt,
            List<String> secrets,
            StepKind kind,
            Operation.Action action,
            AttemptWork work)
            throws IOException, InterruptedException {
        attempt.setDirectories(logs.workspace(attempt, secrets), undoDirectory(attempt));
        try (attempt) {
            var result =
                    guarded(attempt, secrets, work)
                            .map(ended -> SecretRedaction.of(secrets).redact(ended));
            if (!attempt.detached()) {
                logs.end(attempt, kind, result);
            }
            return result;
        }
    }

    private Optional<AttemptResult> guarded(
            RunningAttempt attempt, List<String> secrets, AttemptWork work) {
        try {
            return work.result();
        } catch (InterruptedException never) {
            return Optional.of(AttemptResult.Failed.error("interrupted"));
        } catch (IOException | RuntimeException | Error broken) {
            return Optional.of(broken(attempt, secrets, broken));
        }
    }

    private static AttemptResult broken(
            RunningAttempt attempt, List<String> secrets, Throwable broken) {
        var redaction = SecretRedaction.of(secrets);
        LOG.errorf(redaction.redact(broken), "Could not run attempt %s", attempt.attemptKey());
        return redaction.redact(
                AttemptResult.Failed.error(
                        "the daemon could not run this: " + broken.getMessage()));
    }

    private interface AttemptWork {
        Optional<AttemptResult> result() throws IOException, InterruptedException;
    }

    private StepKind kind(Operation.Action action) {
        var kind = kinds.get(action.kind());
        if (kind == null) {
            throw new IllegalStateException("unknown step kind " + action.kind());
        }
        return kind;
    }

    /**
     * Ends a program that an earlier run of the daemon started: none may outlive a failed attempt.
     */
    private AttemptResult endProgram(
            RunningAttempt attempt,
            RuntimeException why,
            Operation.Action action,
            List<String> secrets)
            throws IOException, InterruptedException {
        var kind = kind(action);
        var reason = String.valueOf(why.getMessage());
        return logged(
                        attempt,
                        secrets,
                        kind,
                        action,
                        () -> {
                            attempt.log().system(reason);
                            var asked = attempt.requested();
                            attempt.cancel(null);
                            var result = kind.end(action.spec(), attempt);
                            return Optional.of(resultOfEnd(result, asked, reason));
                        })
                .orElseThrow();
    }

    /**
     * @param asked whether the attempt was to stop in any case
     */
    private static AttemptResult resultOfEnd(
            Optional<AttemptResult> result, boolean asked, String reason) {
        var stopped = result.isEmpty() || result.get() instanceof AttemptResult.Stopped;
        return stopped && !asked
                ? AttemptResult.Failed.error(reason)
                : result.orElseGet(() -> new AttemptResult.Stopped(reason, null, null));
    }

    @Override
    public void logReason(RunningAttempt attempt, AttemptResult failure) {
        logs.writeReason(attempt, failure);
    }

    @Override
    public void deleteWorkingFiles(RunningAttempt attempt) {
        threads.runInBackground(() -> deleteWorkingFilesNow(attempt));
    }

    private void deleteWorkingFilesNow(RunningAttempt attempt) {
        try {
            logs.workspace(attempt, List.of()).deleteRunDirectory();
        } catch (IOException left) {
            LOG.debugf(
                    "Could not delete working files of attempt %s: %s",
                    attempt.attemptKey(), left.getMessage());
        }
    }

    @Override
    public void deleteUndoData(TaskId taskId) {
        threads.runInBackground(() -> deleteUndoDataNow(taskId));
    }

    @Override
    public void deleteUndoDataExcept(Set<TaskId> unfinished) {
        try {
            attempts.kept().taskIds().stream()
                    .filter(id -> !unfinished.contains(id))
                    .forEach(this::deleteUndoData);
        } catch (IOException unreadable) {
            LOG.warnf("Could not delete kept copies of ended tasks: %s", unreadable.getMessage());
        }
    }

    private void deleteUndoDataNow(TaskId taskId) {
        try {
            attempts.kept().delete(taskId);
        } catch (IOException left) {
            LOG.warnf(
                    "Could not delete kept copies of ended task %s: %s", taskId, left.getMessage());
        }
    }

    private UndoDirectory undoDirectory(RunningAttempt attempt) {
        var task = attempt.task();
        var subTask = attempt.subTask().id();
        return new UndoDirectory(
                attempts.kept().of(task.id(), subTask),
                attempts.of(task.id(), task.origin().createdAt()).changed(subTask));
    }
}
