package dev.obtaskd.store;

import org.jspecify.annotations.Nullable;

/** The daemon must not start on this data directory; the message is for the operator. */
public final class StartupException extends RuntimeException {

    public StartupException(String message) {
        super(message);
    }

    public StartupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
