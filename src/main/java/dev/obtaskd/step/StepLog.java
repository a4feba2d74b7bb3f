package dev.obtaskd.step;

/** The log of an attempt. Thread-safe. */
public interface StepLog {

    /** The source of a line. */
    enum Stream {
        STDOUT,
        STDERR,
        SYSTEM
    }

    /**
     * Appends raw output, in pieces of any size; lines are found by their newline. Secrets are
     * masked.
     *
     * @param stream STDOUT or STDERR
     */
    void append(Stream stream, byte[] bytes, int offset, int length);

    /**
     * Skips output that a full log would discard anyway, so that its reader need not read it: a
     * program may write faster than any reader, and unread output takes disk space.
     *
     * @param waiting number of bytes that could be appended
     * @return how many of them, from the first, are skipped and must not be appended; 0 unless the
     *     log is full
     */
    long pass(Stream stream, long waiting);

    /**
     * The greatest number of bytes of output that the log still accepts. Output after them is
     * discarded, except its end.
     */
    long room();

    /** Forces what was appended before to disk. */
    void force();

    /** Appends a line of the daemon. */
    void system(String text);

    /**
     * The number of bytes of a stream that were appended, also by an earlier daemon: the position
     * at which a reader of the output continues.
     */
    long consumed(Stream stream);
}
