package dev.obtaskd.task;

import dev.obtaskd.text.LocalizedText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What something that is not running waits for, for people to see.
 *
 * @param since when this wait began. RETRY, CONDITION and CLAIM: the stored time. WORKER, and AGENT
 *     for a sub task that is READY: when the sub task could have started. UPSTREAM: when the last
 *     needed sub task ended that is done. DRAIN: when the first sub task failed. Without such a
 *     time, when the task was created
 * @param until null if it waits as long as it takes
 * @param subTaskIds the sub tasks it waits for, empty if it is not sub tasks
 */
public record WaitReason(
        Kind kind,
        LocalizedText text,
        Instant since,
        @Nullable Instant until,
        List<Long> subTaskIds) {

    public WaitReason {
        subTaskIds = List.copyOf(subTaskIds);
    }

    /**
     * Since when it waits if a user operated the task. A wait that is computed from the ends of sub
     * tasks begins not earlier than the operation that queued them again.
     *
     * @param operation time of the last operation; null if there was none
     */
    public Instant sinceOperation(@Nullable Instant operation) {
        var computed =
                switch (kind) {
                    case WORKER, UPSTREAM, DRAIN, AGENT -> true;
                    case RETRY, CONDITION, CLAIM -> false;
                };
        return computed && operation != null && operation.isAfter(since) ? operation : since;
    }

    /** What is waited for. */
    public enum Kind {
        WORKER,
        UPSTREAM,
        DRAIN,
        RETRY,
        CONDITION,
        CLAIM,
        AGENT
    }
}
