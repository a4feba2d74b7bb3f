package dev.obtaskd.engine.attempt;

import dev.obtaskd.id.AttemptKey;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.text.LocalizedText;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Receives the reports of attempts. Late reports of earlier attempts change nothing. */
public interface AttemptListener {

    /**
     * It ended, with this result.
     *
     * @return completes when that is durable; until then the attempt's files must stay
     */
    CompletableFuture<Void> ended(TaskId taskId, AttemptKey attempt, AttemptResult result);

    /**
     * An earlier run of the daemon started it, and its work is lost.
     *
     * @return completes when that is durable
     */
    CompletableFuture<Void> lost(TaskId taskId, AttemptKey attempt);

    /** It waits for a condition, and no longer than until an instant. */
    void waiting(TaskId taskId, AttemptKey attempt, LocalizedText text, Instant until);
}
