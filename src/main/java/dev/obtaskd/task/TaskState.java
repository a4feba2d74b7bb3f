package dev.obtaskd.task;

/**
 * The states of a task. The last three are terminal: nothing but looking is possible afterwards.
 */
public enum TaskState {
    PENDING,
    RUNNING,
    TERMINATING,
    FAILED,
    ROLLING_BACK,
    ROLLBACK_FAILED,
    SUCCEEDED,
    ROLLED_BACK,
    ABANDONED;

    /** Whether the task has ended for good and holds no claim. */
    public boolean terminal() {
        return this == SUCCEEDED || this == ROLLED_BACK || this == ABANDONED;
    }

    /** Whether it stands still until a person retries, rolls back or abandons it. */
    public boolean failed() {
        return this == FAILED || this == ROLLBACK_FAILED;
    }
}
