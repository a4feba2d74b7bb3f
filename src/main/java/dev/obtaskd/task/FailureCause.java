package dev.obtaskd.task;

/**
 * Why something failed or was stopped. UNDO: the undo before a retry failed. OUTPUT: a value from
 * upstream is missing. CLAIM: a hold was in the way too long.
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
