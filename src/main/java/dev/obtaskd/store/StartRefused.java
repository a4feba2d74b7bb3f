package dev.obtaskd.store;

/** The daemon must not start on this data directory; the message says why, for the operator. */
public final class StartRefused extends RuntimeException {

    StartRefused(String message) {
        super(message);
    }

    StartRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
