package dev.obtaskd.log;

import java.util.Arrays;

/** Stores the last bytes of its input. */
final class TailBuffer {

    /** Its capacity. */
    static final int KEPT = 64 * 1024;

    private final byte[] kept = new byte[KEPT];
    private int length;
    private boolean dropped;

    void add(byte[] bytes, int from, int to) {
        var coming = Math.min(KEPT, to - from);
        var staying = Math.min(length, KEPT - coming);
        dropped |= staying < length || coming < to - from;
        System.arraycopy(kept, length - staying, kept, 0, staying);
        System.arraycopy(bytes, to - coming, kept, staying, coming);
        length = staying + coming;
    }

    /** Input larger than the capacity was skipped. */
    void drop() {
        length = 0;
        dropped = true;
    }

    /**
     * The stored bytes; from the start of a line if earlier bytes were dropped and a line starts in
     * them.
     */
    byte[] lines() {
        var newline = 0;
        while (newline < length && kept[newline] != '\n') {
            newline++;
        }
        return Arrays.copyOfRange(kept, dropped && newline < length ? newline + 1 : 0, length);
    }
}
