package dev.obtaskd.api.obshell.mapping;

/** State of a dag, node or sub task in obshell's terms. */
public record DagState(State state, Operator operator) {

    /** The states on the wire. */
    public enum State {
        PENDING,
        READY,
        RUNNING,
        FAILED,
        SUCCEED
    }

    /** The latest operation. RETRY appears on nodes only, CANCEL on dags and nodes. */
    public enum Operator {
        RUN,
        RETRY,
        ROLLBACK,
        CANCEL,
        PASS
    }
}
