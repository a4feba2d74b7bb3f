package dev.obtaskd.store;

/**
 * The store could not be read, or could not make a change durable. What became of the change is
 * unknown until it is read again; nothing was acknowledged.
 */
public sealed class StoreUnavailable extends RuntimeException permits StoreFull {

    StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
