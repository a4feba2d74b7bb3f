package dev.obtaskd.log;

import java.util.Arrays;

/** Keeps the last bytes of all that it gets. */
final class TailBuffer {

    /** How many it keeps. */
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

    /** More came than it keeps, and it did not get it. */
    void drop() {
        length = 0;
        dropped = true;
    }

    /** What it keeps, from the start of a line on if something was dropped and there is a line. */
    byte[] lines() {
        var newline = 0;
        while (newline < length && kept[newline] != '\n') {
            newline++;
        }
        return Arrays.copyOfRange(kept, dropped && newline < length ? newline + 1 : 0, length);
    }
}
