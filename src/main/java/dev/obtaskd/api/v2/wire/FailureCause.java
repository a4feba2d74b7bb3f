package dev.obtaskd.api.v2.wire;

/**
 * Why a task, sub task or attempt failed. UNDO: the undo before a retry failed. OUTPUT: an output
 * of an upstream step is missing. CLAIM: a claim was held by another task for too long.
 */
public enum FailureCause {
    ERROR,
    TIMEOUT,
    TERMINATED,
    INTERRUPTED,
    UNDO,
    OUTPUT,
    CLAIM
}
