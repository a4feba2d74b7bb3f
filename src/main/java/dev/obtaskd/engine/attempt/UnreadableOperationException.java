package dev.obtaskd.engine.attempt;

/**
 * A task's own copy of its operation cannot be read: it is damaged, or another version of the
 * daemon wrote it.
 */
public final class UnreadableOperationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnreadableOperationException(String sha256, Throwable why) {
        super(
                "the task's copy "
                        + sha256
                        + " of its operation cannot be read: "
                        + why.getMessage()
                        + "; submit a new task to do this work",
                why);
    }
}
