package dev.obtaskd.task;

/** The states of a sub task. */
public enum SubTaskState {
    /** Its upstream is not done yet. */
    PENDING,
    /** Waits for a worker. */
    READY,
    /** Waits for something it can name: an automatic retry, a condition, a claim, an agent. */
    WAITING,
    RUNNING,
    /** Is being stopped: by a person or by its time-out. */
    CANCELING,
    TERMINATED,
    FAILED,
    SUCCEEDED,
    SKIPPED,
    ROLLING_BACK,
    ROLLBACK_FAILED,
    ROLLED_BACK;

    /** Whether it may still move by itself. */
    public boolean active() {
        return switch (this) {
            case READY, WAITING, RUNNING, CANCELING, ROLLING_BACK -> true;
            case PENDING, TERMINATED, FAILED, SUCCEEDED, SKIPPED, ROLLBACK_FAILED, ROLLED_BACK ->
                    false;
        };
    }

    /** Whether its downstream may start. */
    public boolean done() {
        return this == SUCCEEDED || this == SKIPPED;
    }

    /** Whether forward work stopped here. */
    public boolean failed() {
        return this == FAILED || this == TERMINATED;
    }
}
