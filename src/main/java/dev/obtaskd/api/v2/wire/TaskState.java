package dev.obtaskd.api.v2.wire;

/** The state of a task. The last three are final. */
public enum TaskState {
    PENDING,
    RUNNING,
    TERMINATING,
    FAILED,
    ROLLING_BACK,
    ROLLBACK_FAILED,
    SUCCEEDED,
    ROLLED_BACK,
    ABANDONED
}
