package dev.obtaskd.store;

import dev.obtaskd.id.TaskId;

/** The task was changed by somebody else since it was read; read it again and decide anew. */
public final class ConcurrentUpdateException extends RuntimeException {

    private final TaskId taskId;

    public ConcurrentUpdateException(TaskId taskId) {
        super("task " + taskId + " was changed meanwhile");
        this.taskId = taskId;
    }

    /** The task that was changed. */
    public TaskId taskId() {
        return taskId;
    }
}
