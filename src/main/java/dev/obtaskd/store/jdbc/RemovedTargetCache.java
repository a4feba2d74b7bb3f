package dev.obtaskd.store.jdbc;

import dev.obtaskd.task.TaskDefinition.Target;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The removed targets as they were read last. There are few, they change rarely, and every list of
 * tasks needs them. A change empties the cache before it is committed, and nothing is kept until
 * the end of its transaction, so that a reader who sees the end of a task sees its target removed.
 * Thread-safe.
 */
final class RemovedTargetCache {

    private @Nullable Set<Target> known;
    private long version;
    private int changing;

    Set<Target> get(Supplier<Set<Target>> reading) {
        long before;
        synchronized (this) {
            if (known != null) {
                return known;
            }
            before = version;
        }
        var read = reading.get();
        synchronized (this) {
            if (changing == 0 && version == before) {
                known = read;
            }
        }
        return read;
    }

    /** A transaction has changed the table. */
    synchronized void begin() {
        changing++;
        forget();
    }

    /** That transaction was committed or rolled back. */
    synchronized void end() {
        changing--;
        forget();
    }

    /** The table may have changed. */
    synchronized void forget() {
        version++;
        known = null;
    }
}
