package dev.obtaskd.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a task has of its claim.
 *
 * @param held whether it owns the hold of the claim now
 * @param releasedAt when it last released the claim without being terminal; null if never
 */
public record ClaimStatus(boolean held, @Nullable Instant releasedAt) {

    /** Of a task that has not taken its claim. */
    public static final ClaimStatus NONE = new ClaimStatus(false, null);
}
