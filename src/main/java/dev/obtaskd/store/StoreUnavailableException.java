package dev.obtaskd.store;

import org.jspecify.annotations.Nullable;

/**
 * The store could not be read, or could not make a change durable. What became of the change is
 * unknown until it is read again; nothing was acknowledged.
 */
public sealed class StoreUnavailableException extends RuntimeException permits StoreFullException {

    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
