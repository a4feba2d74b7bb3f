package dev.obtaskd.store;

/**
 * A fault in one batch of units.
 *
 * @param call index of the store call that fails, from 1; ignored by faults of the commit
 */
public record BatchFault(Kind kind, int call) {

    public static final BatchFault NONE = new BatchFault(Kind.NONE, 0);

    /** Kinds of faults. */
    public enum Kind {
        NONE,
        /** A statement is refused: only its unit is rolled back. */
        REFUSED,
        /** The store fails at a statement: the batch is rolled back. */
        BROKEN,
        /** The daemon dies at a statement. */
        DEATH,
        /** The commit fails: the batch is rolled back. */
        NOT_COMMITTED,
        /** The commit succeeds, but reports a failure. */
        UNCONFIRMED,
        /** The commit succeeds, and the daemon dies before any caller gets a result. */
        DEATH_COMMITTED
    }

    @Override
    public String toString() {
        return call > 0 ? kind + " at call " + call : kind.toString();
    }
}
