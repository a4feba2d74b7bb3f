package dev.obtaskd.task;

/**
 * What rolling a step back does: it cannot be (NONE), there is nothing to undo (NOOP), or something
 * runs (REAL).
 */
public enum RollbackPolicy {
    NONE,
    NOOP,
    REAL
}
