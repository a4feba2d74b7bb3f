package dev.obtaskd.store;

import java.util.OptionalLong;

/** Counts commits, so that readers can validate what they cached. */
@FunctionalInterface
public interface ChangeCounter {

    /**
     * Number of transactions committed since the start; empty while the store cannot be written, as
     * the outcome of the last transaction is unknown then.
     */
    OptionalLong commitCount();
}
