package dev.obtaskd.security;

/** There is too much work of that kind already. */
public final class QueueFullException extends RuntimeException {

    QueueFullException() {
        super("too much work of this kind is waiting", null, false, false);
    }
}
