package dev.obtaskd.task;

/** Which way a task goes through its graph. */
public enum Direction {
    FORWARD,
    BACKWARD
}
