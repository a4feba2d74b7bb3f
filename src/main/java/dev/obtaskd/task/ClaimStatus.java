package dev.obtaskd.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a task has of its claim.
 *
 * @param held whether it owns the hold of the claim now
 * @param releasedAt when it last released the claim without being terminal; null if never
 * @param release who released it then; null if the task did so itself, or has taken it back
 */
public record ClaimStatus(
        boolean held, @Nullable Instant releasedAt, @Nullable ClaimRelease release) {

    /** Of a task that has not taken its claim. */
    public static final ClaimStatus NONE = new ClaimStatus(false, null);

    /** Of a task whose claim was not released by an administrator. */
    public ClaimStatus(boolean held, @Nullable Instant releasedAt) {
        this(held, releasedAt, null);
    }

    /** The status after the claim was taken or released at an instant. */
    ClaimStatus next(boolean held, boolean terminal, Instant at) {
        var by =
                held || release == null
                        ? null
                        : new ClaimRelease(release.by(), at, release.reason());
        return new ClaimStatus(held, held || terminal ? releasedAt : at, by);
    }

    /**
     * The release of a claim by an administrator while its task is unfinished.
     *
     * @param by the administrator
     */
    public record ClaimRelease(String by, Instant at, String reason) {}
}
