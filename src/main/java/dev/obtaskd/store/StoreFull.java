package dev.obtaskd.store;

/** The disk under the store is full. */
public final class StoreFull extends StoreUnavailable {

    StoreFull(String message, Throwable cause) {
        super(message, cause);
    }
}
