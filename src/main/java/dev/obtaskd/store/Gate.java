package dev.obtaskd.store;

/**
 * The row that everybody locks before giving ids or deciding about claims, in one transaction. It
 * keeps the counter of ids in memory and writes it once, at the end.
 */
final class Gate {

    private final Sql sql;
    private boolean locked;
    private long next;
    private long stored;

    Gate(Sql sql) {
        this.sql = sql;
    }

    /** Makes sure that this transaction has the row. */
    void lock() {
        if (!locked) {
            stored = sql.query("select next_id from gate where id = 1 for update", row -> row.getLong(1)).getFirst();
            next = Math.max(next, stored);
            locked = true;
        }
    }

    long nextId() {
        lock();
        return next++;
    }

    /** Writes the counter if ids were given since it was written, also if a unit undone since took the lock along. */
    void flush() {
        if (next > stored) {
            lock();
            sql.update("update gate set next_id = ? where id = 1", next);
            stored = next;
        }
    }

    /** A savepoint was rolled back, and the lock perhaps with it; ids already given stay given. */
    void unlocked() {
        locked = false;
    }
}
