package dev.obtaskd.store;

/** The kind of object that a row id identifies. */
public enum IdKind {
    TASK,
    SUB_TASK
}
