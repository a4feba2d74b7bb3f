package dev.obtaskd.store;

import dev.obtaskd.store.writer.InMemoryTables;
import java.util.List;

/** A store whose batches run when they are told to, and fail as they are told to. */
public interface SteppedStore extends AutoCloseable {

    /**
     * Runs calls as one batch.
     *
     * @return whether every unit was kept
     * @throws StoreUnavailableException if the whole batch was lost; every caller has its answer
     *     even then
     */
    boolean run(List<PendingUnit<?>> calls, FaultPlan mishap);

    /** What is committed. */
    InMemoryTables committed();

    /** Forgets everything. */
    void clear();

    @Override
    void close();
}
