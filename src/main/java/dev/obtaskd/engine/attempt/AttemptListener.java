package dev.obtaskd.engine.attempt;

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
    CompletableFuture<Void> ended(long taskId, long subTaskId, int attemptNo, AttemptResult result);

    /**
     * An earlier life of the daemon began it, and its work is lost.
     *
     * @return completes when that is on disk
     */
    CompletableFuture<Void> lost(long taskId, long subTaskId, int attemptNo);

    /** It waits for a condition, and no longer than until an instant. */
    void waits(long taskId, long subTaskId, int attemptNo, String text, Instant until);
}
