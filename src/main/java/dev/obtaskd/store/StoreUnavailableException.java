package dev.obtaskd.store;

import org.jspecify.annotations.Nullable;

/**
 * The store could not be read, or could not make a change durable. The change was not acknowledged;
 * whether it is stored is unknown until it is read again.
 */
public sealed class StoreUnavailableException extends RuntimeException permits StoreFullException {

    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
