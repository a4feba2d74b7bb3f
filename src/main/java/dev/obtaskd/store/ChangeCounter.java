package dev.obtaskd.store;

import java.util.OptionalLong;

/** Tells whether anything was written, to whoever wants to keep what was read. */
@FunctionalInterface
public interface ChangeCounter {

    /**
     * How many transactions were committed since the start; empty while the store cannot be
     * written, as what it holds is doubtful then.
     */
    OptionalLong soFar();
}
