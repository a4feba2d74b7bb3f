package dev.obtaskd.engine.attempt;

import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.AttemptResult;
import java.util.Optional;
import java.util.Set;

/** Where attempts are worked at. Simulations put their own in its place. */
public interface AttemptExecutor {

    /**
     * Runs work beside everything else.
     *
     * @param attempt what is worked at
     * @param name of the work, for people
     */
    void begin(RunningAttempt attempt, String name, Runnable work);

    /**
     * Does an attempt's work, and returns when nothing of it is going on any more.
     *
     * @param again an earlier life of the daemon may have begun it
     * @return empty if it was begun before and is lost
     */
    Optional<AttemptResult> work(RunningAttempt attempt, boolean again);

    /** Leaves the one line of an attempt that came to nothing before it could say anything. */
    void explain(RunningAttempt attempt, String why);

    /** Clears away what the work needed; its end is on disk. */
    void clear(RunningAttempt attempt);

    /**
     * Deletes what a task's attempts kept for rollbacks; the task has ended, and that is on disk.
     */
    void forget(TaskId taskId);

    /** The same for every task but these: the daemon may have died before it came to that. */
    void forgetAllBut(Set<TaskId> unfinished);
}
