package dev.obtaskd.step.exec;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Gives the disk back what of an output file is in the log already or will never be, while the program goes on
 * writing: its length stays, the rest becomes holes. Where that cannot be done the file just grows.
 */
final class Spent {

    /** Each time the kernel has to wait for what it is writing to the disk, so it has to be worth it. */
    private static final long WORTH = 32L * 1024 * 1024;
    /** Stays, for a log that has to be gone on with: it holds back half secrets, and the last of what it leaves out. */
    private static final long KEPT = 1024 * 1024;

    private final Path file;
    private final long worth;
    private long given;
    private long leftOut;
    private boolean possible = true;
    private @Nullable Holes holes;

    Spent(Path file) {
        this(file, WORTH);
    }

    Spent(Path file, long worth) {
        this.file = file;
        this.worth = worth;
    }

    /** Everything before the position is in the log. */
    void upTo(long position) {
        given = give(given, position - KEPT);
    }

    /** What is between the positions will be left out, but for its end. */
    void between(long from, long to) {
        leftOut = give(Math.max(leftOut, from + KEPT), to - KEPT);
    }

    /** Returns to where the file is a hole now. */
    private long give(long from, long to) {
        if (!possible || to - from < worth) {
            return from;
        }
        possible = holes().punch(file, from, to - from);
        return to;
    }

    /** Most outputs are too small to need any. */
    private Holes holes() {
        if (holes == null) {
            holes = new Holes();
        }
        return holes;
    }
}
