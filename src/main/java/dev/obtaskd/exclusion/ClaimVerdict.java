package dev.obtaskd.exclusion;

/**
 * The answer to a wanted claim: granted, or refused at once with the holder named; never queued.
 */
public sealed interface ClaimVerdict {

    /** Nothing unfinished stands against it. */
    record Granted() implements ClaimVerdict {}

    /**
     * It conflicts with an unfinished task.
     *
     * @param by the hold in the way
     */
    record Refused(Hold by) implements ClaimVerdict {}
}
