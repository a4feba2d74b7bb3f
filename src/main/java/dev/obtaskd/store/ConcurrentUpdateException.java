package dev.obtaskd.store;

/** The task was changed by somebody else since it was read; read it again and decide anew. */
public final class ConcurrentUpdateException extends RuntimeException {

    private final long taskId;

    public ConcurrentUpdateException(long taskId) {
        super("task " + taskId + " was changed meanwhile");
        this.taskId = taskId;
    }

    /** Row id of the task. */
    public long taskId() {
        return taskId;
    }
}
