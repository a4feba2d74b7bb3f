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
    void startWork(RunningAttempt attempt, String name, Runnable work);

    /**
     * Does an attempt's work, and returns when nothing of it runs any more.
     *
     * @param resumed an earlier run of the daemon may have started it
     * @return empty if it was started before and is lost
     */
    Optional<AttemptResult> run(RunningAttempt attempt, boolean resumed);

    /** Writes the log of an attempt that ended before its work began. */
    void logReason(RunningAttempt attempt, AttemptResult failure);

    /** Deletes the working files; the end of the attempt is durable. */
    void deleteWorkingFiles(RunningAttempt attempt);

    /**
     * Deletes what a task's attempts kept for rollbacks; the task has ended, and that is on disk.
     */
    void deleteUndoData(TaskId taskId);

    /** The same for every task but these: the daemon may have died before it did so. */
    void deleteUndoDataExcept(Set<TaskId> unfinished);
}
