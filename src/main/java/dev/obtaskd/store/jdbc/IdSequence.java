package dev.obtaskd.store.jdbc;

/**
 * The source of row ids: a row that every agent locks before it takes ids or decides on claims. Ids
 * are reserved in advance, so that most transactions do not touch the row. Reserved ids that are
 * left when the connection ends are lost.
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

    /** Locks the row for this transaction. */
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
            skipReserved();
        }
        return next++;
    }

    /**
     * Stores the reservation if ids were taken beyond the last one, even if the lock was lost with
     * a rolled back unit.
     */
    public void flush() {
        if (next > reserved) {
            skipReserved();
            sql.update("update gate set next_id = ? where id = 1", next + AHEAD);
            reserved = next + AHEAD;
        }
    }

    /**
     * Notes that the lock ended, with its transaction or with a rolled back savepoint. Ids that
     * were taken stay taken.
     */
    public void unlocked() {
        locked = false;
    }

    /** Skips ids that other agents took or reserved. */
    private void skipReserved() {
        lock();
        next = Math.max(next, stored);
    }
}
