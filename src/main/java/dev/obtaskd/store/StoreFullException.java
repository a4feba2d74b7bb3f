package dev.obtaskd.store;

import org.jspecify.annotations.Nullable;

/** The disk under the store is full. */
public final class StoreFullException extends StoreUnavailableException {

    public StoreFullException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
