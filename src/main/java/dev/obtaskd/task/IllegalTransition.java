package dev.obtaskd.task;

/** An event met a sub task in a state that does not know it: a bug of the caller. */
public final class IllegalTransition extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    IllegalTransition(SubTask subTask, Direction direction, Event event) {
        super("sub task " + subTask.id() + " is " + subTask.state() + " (" + direction + "): no " + event);
    }
}
