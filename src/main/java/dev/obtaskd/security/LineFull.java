package dev.obtaskd.security;

/** There is too much work of that kind already. */
public final class LineFull extends RuntimeException {

    LineFull() {
        super("too much work of this kind is waiting", null, false, false);
    }
}
