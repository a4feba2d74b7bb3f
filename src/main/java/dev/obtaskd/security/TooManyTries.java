package dev.obtaskd.security;

import java.time.Duration;

/** The caller guessed too often and was not even heard. */
final class TooManyTries extends RuntimeException {

    private final Duration retryAfter;

    TooManyTries(Duration retryAfter) {
        super("too many tries");
        this.retryAfter = retryAfter;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
