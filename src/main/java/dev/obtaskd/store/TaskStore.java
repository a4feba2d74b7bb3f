package dev.obtaskd.store;

import java.util.concurrent.CompletableFuture;

/**
 * A store of tasks: the port through which the engine reads, writes and follows tasks. The store of
 * this agent is the default bean; further instances, such as the store of a cluster, can exist
 * beside it under a qualifier of their own.
 */
public interface TaskStore extends ChangeFeed {

    /** Reads committed data beside the writes. */
    StoreReader reader();

    /**
     * Runs a unit of work. The future completes when its effect is durable, and never on the thread
     * that writes.
     *
     * @return fails with the exception of the unit, or with {@link StoreUnavailableException}
     */
    <T> CompletableFuture<T> submit(UnitOfWork<T> unit);

    /**
     * Runs a unit of work and returns when its effect is durable.
     *
     * @throws StoreUnavailableException if it could not be made durable
     */
    <T> T write(UnitOfWork<T> unit);

    /**
     * Whether so little space is left that no new task should be accepted. Accepted tasks can still
     * be stored.
     */
    boolean lowOnSpace();

    /** The state of the store, as far as known without asking it. */
    StoreHealth health();
}
