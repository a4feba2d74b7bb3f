package dev.obtaskd.store;

import dev.obtaskd.store.writer.InMemoryTables;
import java.util.List;

/**
 * A store whose batches run, and fail, on demand. It outlives the simulated daemons that use it.
 */
public interface SteppedStore extends AutoCloseable {

    /**
     * Runs units as one batch.
     *
     * @param changes publishes the changes
     * @return whether every unit was committed
     * @throws StoreUnavailableException if the whole batch failed; every caller has its result even
     *     then
     */
    boolean run(List<PendingUnit<?>> units, FaultPlan faults, ChangePublisher changes);

    /** Whether a change is committed. */
    boolean contains(TaskChange change);

    /** Reads committed data. */
    StoreReader reader();

    /** The committed data. */
    InMemoryTables committed();

    /** Deletes everything. */
    void clear();

    @Override
    void close();
}
