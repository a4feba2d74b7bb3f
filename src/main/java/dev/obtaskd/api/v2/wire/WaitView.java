package dev.obtaskd.api.v2.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a task or sub task waits for.
 *
 * @param kind written as {@code for}
 * @param holder the claim that excludes it; null unless it waits for a claim that is known
 */
public record WaitView(
        @JsonProperty("for") Kind kind,
        String text,
        @Nullable Instant since,
        @Nullable Instant until,
        List<String> subTaskIds,
        @Nullable LockView holder) {

    /** The kinds of things to wait for. */
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
