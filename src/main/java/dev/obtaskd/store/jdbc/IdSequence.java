package dev.obtaskd.store.jdbc;

/**
 * The row that everybody locks before giving ids or deciding about claims, in one transaction. Ids
 * are reserved there ahead, so that most transactions leave it alone; what is left of them when the
 * connection ends is never given.
 */
public final class IdSequence {

    private static final int AHEAD = 100;

    private final StatementCache sql;
    private boolean locked;
    private long stored;
    private long next;
    private long reserved;

    IdSequence(StatementCache sql) {
        this.sql = sql;
    }

    /** Makes sure that this transaction has the row. */
    void lock() {
        if (!locked) {
            stored =
                    sql.query(
                                    "select next_id from gate where id = 1 for update",
                                    row -> row.getLong(1))
                            .getFirst();
            locked = true;
        }
    }

    long nextId() {
        if (next >= reserved) {
            pass();
        }
        return next++;
    }

    /**
     * Reserves ids if some were given that were not, also if a unit undone since took the lock
     * along.
     */
    public void flush() {
        if (next > reserved) {
            pass();
            sql.update("update gate set next_id = ? where id = 1", next + AHEAD);
            reserved = next + AHEAD;
        }
    }

    /**
     * The lock ended with its transaction, or perhaps with a savepoint that was rolled back; ids
     * given stay given.
     */
    public void unlocked() {
        locked = false;
    }

    /** Leaves out what others were given or have reserved. */
    private void pass() {
        lock();
        next = Math.max(next, stored);
    }
}
