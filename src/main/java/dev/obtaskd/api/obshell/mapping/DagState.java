package dev.obtaskd.api.obshell.mapping;

/** What obshell says about where a dag, node or sub task is: a state, and what brought it there. */
public record DagState(State state, Operator operator) {

    /** The states on the wire. */
    public enum State {
        PENDING,
        READY,
        RUNNING,
        FAILED,
        SUCCEED
    }

    /** What is or was done. RETRY shows on nodes only, CANCEL on dags and nodes. */
    public enum Operator {
        RUN,
        RETRY,
        ROLLBACK,
        CANCEL,
        PASS
    }
}
