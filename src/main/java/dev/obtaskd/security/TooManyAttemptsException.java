package dev.obtaskd.security;

import java.time.Duration;

/** The caller guessed too often and was not even heard. */
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
