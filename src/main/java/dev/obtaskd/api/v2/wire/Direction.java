package dev.obtaskd.api.v2.wire;

/** The direction in which a task runs its graph. */
public enum Direction {
    FORWARD,
    BACKWARD
}
