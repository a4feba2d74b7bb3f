package dev.obtaskd.log;

import java.util.Arrays;

/** Keeps the last bytes of all that it gets. */
final class LastBytes {

    /** How many it keeps. */
    static final int KEPT = 64 * 1024;

    private byte[] kept = {};
    private boolean dropped;

    void add(byte[] bytes, int from, int to) {
        var joined = Arrays.copyOf(kept, kept.length + to - from);
        System.arraycopy(bytes, from, joined, kept.length, to - from);
        dropped |= joined.length > KEPT;
        kept = joined.length > KEPT ? Arrays.copyOfRange(joined, joined.length - KEPT, joined.length) : joined;
    }

    /** More came than it keeps, and it did not get it. */
    void drop() {
        kept = new byte[0];
        dropped = true;
    }

    /** What it keeps, from the start of a line on if something was dropped and there is a line. */
    byte[] lines() {
        var newline = 0;
        while (newline < kept.length && kept[newline] != '\n') {
            newline++;
        }
        return dropped && newline < kept.length ? Arrays.copyOfRange(kept, newline + 1, kept.length) : kept;
    }
}
