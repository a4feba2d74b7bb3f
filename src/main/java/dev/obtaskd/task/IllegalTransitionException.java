package dev.obtaskd.task;

/** An event met a sub task in a state that does not know it: a bug of the caller. */
public final class IllegalTransitionException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    IllegalTransitionException(SubTask subTask, Direction direction, SubTaskEvent event) {
        super(
                "sub task "
                        + subTask.id()
                        + " is "
                        + subTask.state()
                        + " ("
                        + direction
                        + "): no "
                        + event);
    }
}
