package dev.obtaskd.store;

/**
 * What goes wrong in one batch of units.
 *
 * @param call at which call of the store, from 1; of no meaning for what concerns the commit
 */
public record BatchFault(Kind kind, int call) {

    public static final BatchFault NONE = new BatchFault(Kind.NONE, 0);

    /** The kinds of fault. */
    public enum Kind {
        NONE,
        /** A statement is refused: its unit is undone alone. */
        REFUSED,
        /** The store fails at a statement: all is undone. */
        BROKEN,
        /** The daemon dies at a statement. */
        DEATH,
        /** The commit fails: all is undone. */
        NOT_COMMITTED,
        /** The commit is done, and fails to say so. */
        UNCONFIRMED,
        /** The commit is done, and the daemon dies before anybody hears of it. */
        DEATH_COMMITTED
    }

    @Override
    public String toString() {
        return call > 0 ? kind + " at call " + call : kind.toString();
    }
}
