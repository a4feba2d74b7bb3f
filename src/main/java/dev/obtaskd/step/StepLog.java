package dev.obtaskd.step;

/** Where an attempt writes what people read about it. Safe for several threads. */
public interface StepLog {

    /** Which output a line came from. */
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
     * Passes over what a full log would leave out anyway. Whoever reads a program's output need not
     * read that: a flood is faster than any reader, and what is not read yet is on the disk.
     *
     * @param waiting how many bytes of the stream are there to be appended
     * @return how many of them, from the first on, must not be appended any more; 0 unless the log
     *     is full
     */
    long pass(Stream stream, long waiting);

    /**
     * How many bytes of all output can still get into the log, at most: what comes after so many
     * will be left out, but for its end, and need not wait on the disk until then.
     */
    long room();

    /** Returns when what was appended before survives a power cut. */
    void force();

    /** Appends a line of the daemon's own. */
    void system(String text);

    /**
     * How many bytes of a stream earlier pieces brought, also in an earlier life of the daemon:
     * where a reader of the attempt's output has to go on.
     */
    long consumed(Stream stream);
}
