package dev.obtaskd.task;

/** What becomes of a running attempt whose work was lost with the daemon. */
public enum RestartPolicy {
    FAIL,
    RERUN
}
