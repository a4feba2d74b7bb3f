package dev.obtaskd.engine.attempt;

import dev.obtaskd.id.AttemptKey;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Has attempts worked at, remembers which go on, and tells the engine what came of them. */
@ApplicationScoped
public class AttemptLauncher {

    private static final Logger LOG = Logger.getLogger(AttemptLauncher.class);

    private final AttemptExecutor workplace;
    private final Supplier<AttemptListener> reports;
    private final Map<AttemptKey, RunningAttempt> running = new ConcurrentHashMap<>();
    private volatile boolean detached;
    private long endedLogBytes;

    @Inject
    AttemptLauncher(AttemptExecutor workplace, Instance<AttemptListener> reports) {
        this(workplace, (Supplier<AttemptListener>) reports::get);
    }

    public AttemptLauncher(AttemptExecutor workplace, Supplier<AttemptListener> reports) {
        this.workplace = workplace;
        this.reports = reports;
    }

    /**
     * Starts the sub task's present attempt; one that ended before it started only gets its log.
     */
    public void launch(Task task, SubTask subTask) {
        if (subTask.attempting()) {
            start(new RunningAttempt(task, subTask, reports.get(), true), false);
        } else {
            var attempt = new RunningAttempt(task, subTask, reports.get(), true);
            workplace.begin(
                    attempt,
                    "explanation-" + attempt.key(),
                    () -> workplace.explain(attempt, String.valueOf(subTask.attempt().message())));
        }
    }

    /**
     * Goes on with an attempt that an earlier life of the daemon began, or that was stored without
     * this life hearing of it. One that is going on is left alone, unless it has not heard that it
     * is to stop.
     *
     * @param sameBoot whether the host is known to run since before the attempt was stored
     */
    public void resume(Task task, SubTask subTask, boolean sameBoot) {
        var key = task.attemptOf(subTask);
        if (!runs(key)) {
            LOG.infof("going on with attempt %s of task %s", key, task.id());
            start(new RunningAttempt(task, subTask, reports.get(), sameBoot), true);
        } else if (subTask.state() == SubTaskState.CANCELING) {
            cancel(key);
        }
    }

    /** Asks an attempt to stop. */
    public void cancel(AttemptKey key) {
        var attempt = running.get(key);
        if (attempt != null) {
            attempt.cancel();
        }
    }

    /** Whether an attempt runs in this process. */
    public boolean runs(AttemptKey key) {
        return running.containsKey(key);
    }

    /** How many attempts are going on. */
    public int running() {
        return running.size();
    }

    /** Bytes that attempts wrote to their logs in this life of the daemon. */
    public synchronized long logBytes() {
        return endedLogBytes + running.values().stream().mapToLong(RunningAttempt::logBytes).sum();
    }

    /** The task has ended: what its attempts kept for rollbacks is of no more use. */
    public void ended(Task task) {
        workplace.forget(task.id());
    }

    /**
     * An earlier life of the daemon may have died before it deleted what tasks that had ended kept.
     */
    public void onlyUnfinished(Set<TaskId> unfinished) {
        workplace.forgetAllBut(unfinished);
    }

    /** The daemon goes down: attempts are left alone, and nothing they say counts any more. */
    public void detach() {
        detached = true;
        running.values().forEach(RunningAttempt::detach);
    }

    private void start(RunningAttempt attempt, boolean again) {
        var subTask = attempt.subTask();
        running.put(attempt.key(), attempt);
        if (subTask.state() == SubTaskState.CANCELING) {
            attempt.cancel();
        }
        workplace.begin(attempt, "attempt-" + attempt.key(), () -> run(attempt, again));
    }

    private void run(RunningAttempt attempt, boolean again) {
        var result = workplace.work(attempt, again);
        if (detached) {
            return;
        }
        var task = attempt.task().id();
        if (attempt.silent()) {
            result.flatMap(AttemptLauncher::trouble)
                    .ifPresent(why -> workplace.explain(attempt, why));
        }
        var stored =
                result.isPresent()
                        ? reports.get().ended(task, attempt.key(), result.get())
                        : reports.get().lost(task, attempt.key());
        stored.thenRun(() -> forget(attempt));
    }

    /**
     * Only now: until its end was on disk, these traces told a next life of the daemon that it had
     * run.
     */
    private void forget(RunningAttempt attempt) {
        remove(attempt);
        workplace.clear(attempt);
    }

    /**
     * Its bytes change sides in one step: a total that goes down for a moment would count as a
     * restart.
     */
    private synchronized void remove(RunningAttempt attempt) {
        running.remove(attempt.key());
        endedLogBytes += attempt.logBytes();
    }

    private static Optional<String> trouble(AttemptResult result) {
        return switch (result) {
            case AttemptResult.Succeeded _, AttemptResult.Lost _ -> Optional.empty();
            case AttemptResult.Failed failed -> Optional.of(failed.message());
            case AttemptResult.Stopped stopped -> Optional.of(stopped.message());
        };
    }
}
