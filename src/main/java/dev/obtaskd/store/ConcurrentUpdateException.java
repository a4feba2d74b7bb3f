package dev.obtaskd.store;

import dev.obtaskd.id.TaskId;

/** The task was modified concurrently. The caller reads it again and repeats its decision. */
public final class ConcurrentUpdateException extends RuntimeException {

    private final TaskId taskId;

    public ConcurrentUpdateException(TaskId taskId) {
        super("task " + taskId + " was modified concurrently");
        this.taskId = taskId;
    }

    /** The task that was changed. */
    public TaskId taskId() {
        return taskId;
    }
}
