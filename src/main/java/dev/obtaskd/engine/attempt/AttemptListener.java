package dev.obtaskd.engine.attempt;

import dev.obtaskd.id.AttemptKey;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.AttemptResult;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * What attempts tell the engine. Every report carries its attempt's number; late ones change
 * nothing.
 */
public interface AttemptListener {

    /**
     * It ended, with this result.
     *
     * @return completes when that is on disk; until then the attempt's traces must stay
     */
    CompletableFuture<Void> ended(TaskId taskId, AttemptKey attempt, AttemptResult result);

    /**
     * An earlier life of the daemon began it, and its work is lost.
     *
     * @return completes when that is on disk
     */
    CompletableFuture<Void> lost(TaskId taskId, AttemptKey attempt);

    /** It waits for a condition, and no longer than until an instant. */
    void waits(TaskId taskId, AttemptKey attempt, String text, Instant until);
}
