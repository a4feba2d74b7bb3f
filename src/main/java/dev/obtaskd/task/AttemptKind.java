package dev.obtaskd.task;

/** What an attempt does: run the step, or undo it. */
public enum AttemptKind {
    RUN,
    ROLLBACK
}
