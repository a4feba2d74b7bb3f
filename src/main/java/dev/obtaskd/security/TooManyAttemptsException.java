package dev.obtaskd.security;

import java.time.Duration;

/** The caller exceeded the limit of password checks; the password was not checked. */
public final class TooManyAttemptsException extends RuntimeException {

    private final Duration retryAfter;

    TooManyAttemptsException(Duration retryAfter) {
        super("too many tries");
        this.retryAfter = retryAfter;
    }

    /** How long to wait before the next try. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
