package dev.obtaskd.task;

import dev.obtaskd.text.LocalizedText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What something that is not running waits for, for people to see.
 *
 * @param since null if it is not known
 * @param until null if it waits as long as it takes
 * @param subTaskIds the sub tasks it waits for, empty if it is not sub tasks
 */
public record WaitReason(
        Kind kind,
        LocalizedText text,
        @Nullable Instant since,
        @Nullable Instant until,
        List<Long> subTaskIds) {

    public WaitReason {
        subTaskIds = List.copyOf(subTaskIds);
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
