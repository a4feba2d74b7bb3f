package dev.obtaskd.store;

import java.util.List;

/** A store whose batches run when they are told to, and fail as they are told to. */
public interface SteppedStore extends AutoCloseable {

    /**
     * Runs calls as one batch.
     *
     * @return whether every unit was kept
     * @throws StoreUnavailable if the whole batch was lost; every caller has its answer even then
     */
    boolean run(List<Call<?>> calls, Mishap mishap);

    /** What is committed. */
    MemoryTables committed();

    /** Forgets everything. */
    void clear();

    @Override
    void close();
}
