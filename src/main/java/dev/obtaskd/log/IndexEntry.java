package dev.obtaskd.log;

/**
 * The position of a line in a log.
 *
 * @param line its number
 * @param offset of its first record
 * @param open bit {@code 1 << ordinal} for each stream whose latest line started earlier and
 *     continues
 */
record IndexEntry(long line, long offset, int open) {

    static final IndexEntry START = new IndexEntry(1, 0, 0);

    private static final int OPEN_AT = 56;

    /** The stored position: the streams in the highest byte, the offset in the others. */
    long packed() {
        return (long) open << OPEN_AT | offset;
    }

    static IndexEntry unpacked(long line, long packed) {
        return new IndexEntry(line, packed & (1L << OPEN_AT) - 1, (int) (packed >>> OPEN_AT));
    }
}
