package dev.obtaskd.store;

/**
 * A piece of work that is done wholly or not at all. It runs on the writing thread, may run beside
 * other units in one transaction, and must not wait for anything.
 *
 * @param <T> what it answers
 */
@FunctionalInterface
public interface UnitOfWork<T> {

    /** Does the work. What it throws undoes the unit, and is what its caller gets. */
    T run(Transaction tx);
}
