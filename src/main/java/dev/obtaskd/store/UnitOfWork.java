package dev.obtaskd.store;

/**
 * Work that is stored completely or not at all. It runs on the writing thread, may share a
 * transaction with other units, and must not block.
 *
 * @param <T> type of its result
 */
@FunctionalInterface
public interface UnitOfWork<T> {

    /** Runs the work. An exception rolls the unit back and is passed to its caller. */
    T run(Transaction tx);
}
