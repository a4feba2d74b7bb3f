package dev.obtaskd.task;

/** What made an attempt start. RESTART: the daemon died under the one before. */
public enum AttemptTrigger {
    FIRST,
    AUTO,
    RETRY,
    ROLLBACK,
    RESTART
}
