package dev.obtaskd.security;

/** The queue is full. */
public final class QueueFullException extends RuntimeException {

    QueueFullException() {
        super("the queue is full", null, false, false);
    }
}
