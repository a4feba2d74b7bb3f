package dev.obtaskd.store;

/** What a row id names. */
public enum IdKind {
    TASK,
    SUB_TASK
}
