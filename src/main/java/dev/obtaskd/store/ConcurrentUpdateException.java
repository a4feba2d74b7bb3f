package dev.obtaskd.store;

/** The task was modified concurrently. The caller reads it again and repeats its decision. */
public final class ConcurrentUpdateException extends RuntimeException {

    private final long taskId;

    public ConcurrentUpdateException(long taskId) {
        super("task " + taskId + " was modified concurrently");
        this.taskId = taskId;
    }

    /** Row id of the task. */
    public long taskId() {
        return taskId;
    }
}
