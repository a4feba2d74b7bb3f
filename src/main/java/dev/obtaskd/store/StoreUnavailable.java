package dev.obtaskd.store;

import org.jspecify.annotations.Nullable;

/**
 * The store could not be read, or could not make a change durable. What became of the change is
 * unknown until it is read again; nothing was acknowledged.
 */
public sealed class StoreUnavailable extends RuntimeException permits StoreFull {

    StoreUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
