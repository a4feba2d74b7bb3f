package dev.obtaskd.engine.attempt;

import dev.obtaskd.id.AttemptKey;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.FailureCause;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts attempts, tracks running ones, listener results. */
@ApplicationScoped
public class AttemptLauncher {

    private static final Logger LOG = Logger.getLogger(AttemptLauncher.class);

    private final AttemptExecutor executor;
    private final Supplier<AttemptListener> listener;
    private final Map<AttemptKey, RunningAttempt> running = new ConcurrentHashMap<>();
    private volatile boolean detached;
    private long endedLogBytes;

    @Inject
    AttemptLauncher(AttemptExecutor executor, Instance<AttemptListener> listener) {
        this(executor, (Supplier<AttemptListener>) listener::get);
    }

    public AttemptLauncher(AttemptExecutor executor, Supplier<AttemptListener> listener) {
        this.executor = executor;
        this.listener = listener;
    }

    /**
     * Starts the sub task's present attempt; one that ended before it started only gets its log.
     */
    public void launch(Task task, SubTask subTask) {
        if (subTask.hasRunningAttempt()) {
            start(new RunningAttempt(task, subTask, listener.get(), true), false);
        } else {
            var attempt = new RunningAttempt(task, subTask, listener.get(), true);
            attempt.cancel(cause(subTask));
            var message = String.valueOf(Objects.requireNonNull(subTask.attempt()).message());
            executor.startWork(
                    attempt,
                    "explanation-" + attempt.key(),
                    () ->
                            executor.logReason(
                                    attempt, new AttemptResult.Stopped(message, null, null)));
        }
    }

    /**
     * Resumes an attempt that an earlier run of the daemon started, or whose commit was not
     * confirmed. One that runs in this process is only canceled if it is to stop.
     *
     * @param sameBoot whether the host is known to run since before the attempt was stored
     */
    public void resume(Task task, SubTask subTask, boolean sameBoot) {
        var key = task.attemptOf(subTask);
        if (!isRunning(key)) {
            LOG.infof("Resuming attempt %s of task %s", key, task.id());
            start(new RunningAttempt(task, subTask, listener.get(), sameBoot), true);
        } else if (subTask.state() == SubTaskState.CANCELING) {
            cancel(task, subTask);
        }
    }

    /** Asks the sub task's present attempt to stop. */
    public void cancel(Task task, SubTask subTask) {
        var attempt = running.get(task.attemptOf(subTask));
        if (attempt != null) {
            attempt.cancel(cause(subTask));
        }
    }

    /** Whether an attempt runs in this process. */
    public boolean isRunning(AttemptKey key) {
        return running.containsKey(key);
    }

    /**
     * Ids of the living processes that the stop of an attempt waits for; empty if none is known.
     */
    public List<Long> stopping(AttemptKey key) {
        var attempt = running.get(key);
        return attempt == null ? List.of() : attempt.stopping();
    }

    /** How many attempts run. */
    public int running() {
        return running.size();
    }

    /** Bytes that attempts wrote to their logs since the daemon started. */
    public synchronized long logBytes() {
        return endedLogBytes + running.values().stream().mapToLong(RunningAttempt::logBytes).sum();
    }

    /** The task has ended: deletes what its attempts kept for rollbacks. */
    public void taskEnded(Task task) {
        executor.deleteUndoData(task.id());
    }

    /**
     * Deletes what ended tasks kept: an earlier run of the daemon may have died before it did so.
     */
    public void deleteUndoDataExcept(Set<TaskId> unfinished) {
        executor.deleteUndoDataExcept(unfinished);
    }

    /** The daemon stops: attempts go on without it, and their listener are ignored. */
    public void detach() {
        detached = true;
        running.values().forEach(RunningAttempt::detach);
    }

    private void start(RunningAttempt attempt, boolean resumed) {
        var subTask = attempt.subTask();
        running.put(attempt.key(), attempt);
        if (subTask.state() == SubTaskState.CANCELING) {
            attempt.cancel(cause(subTask));
        }
        executor.startWork(attempt, "attempt-" + attempt.key(), () -> run(attempt, resumed));
    }

    private void run(RunningAttempt attempt, boolean resumed) {
        var result = executor.run(attempt, resumed);
        if (detached) {
            return;
        }
        var task = attempt.task().id();
        if (attempt.hasEmptyLog()) {
            result.filter(AttemptLauncher::failed)
                    .ifPresent(failure -> executor.logReason(attempt, failure));
        }
        var stored =
                result.isPresent()
                        ? listener.get().ended(task, attempt.key(), result.get())
                        : listener.get().lost(task, attempt.key());
        stored.thenRun(() -> cleanUp(attempt));
    }

    /** Only after its end is durable: until then a restart needs these files to see that it ran. */
    private void cleanUp(RunningAttempt attempt) {
        remove(attempt);
        executor.deleteWorkingFiles(attempt);
    }

    /** In one step: metrics take a counter that decreases for a reset. */
    private synchronized void remove(RunningAttempt attempt) {
        running.remove(attempt.key());
        endedLogBytes += attempt.logBytes();
    }

    private static @Nullable FailureCause cause(SubTask subTask) {
        return Objects.requireNonNull(subTask.attempt()).cause();
    }

    private static boolean failed(AttemptResult result) {
        return !(result instanceof AttemptResult.Succeeded || result instanceof AttemptResult.Lost);
    }
}
