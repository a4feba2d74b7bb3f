package dev.obtaskd.engine.attempt;

import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.AttemptResult;
import java.util.Optional;
import java.util.Set;

/** Runs the work of attempts. Simulations replace it. */
public interface AttemptExecutor {

    /**
     * Runs work on another thread.
     *
     * @param attempt the attempt that it belongs to
     * @param name of the work, for people
     */
    void begin(RunningAttempt attempt, String name, Runnable work);

    /**
     * Does an attempt's work, and returns when nothing of it runs any more.
     *
     * @param again an earlier run of the daemon may have started it
     * @return empty if it was begun before and is lost
     */
    Optional<AttemptResult> work(RunningAttempt attempt, boolean again);

    /** Writes the log of an attempt that ended before its work began. */
    void explain(RunningAttempt attempt, AttemptResult failure);

    /** Deletes the working files; the end of the attempt is durable. */
    void clear(RunningAttempt attempt);

    /**
     * Deletes what a task's attempts kept for rollbacks; the task has ended, and that is on disk.
     */
    void forget(TaskId taskId);

    /** The same for every task but these: the daemon may have died before it did so. */
    void forgetAllBut(Set<TaskId> unfinished);
}
