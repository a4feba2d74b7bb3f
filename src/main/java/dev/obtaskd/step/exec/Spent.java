package dev.obtaskd.step.exec;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Gives the disk back what of an output file is in the log already or will never be, while the program goes on
 * writing: its length stays, the rest becomes holes. Where that cannot be done the file just grows.
 */
final class Spent {

    /** Each time is a process, so it has to be worth it. */
    private static final long WORTH = 32L * 1024 * 1024;
    /** Stays, for a log that has to be gone on with: it holds back half secrets, and the last of what it leaves out. */
    private static final long KEPT = 1024 * 1024;

    private final Path file;
    private final long worth;
    private long given;
    private long leftOut;
    private boolean possible = true;

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
        possible = punch(from, to - from);
        return to;
    }

    private boolean punch(long from, long length) {
        try {
            return Spawn.run(new ProcessBuilder("fallocate", "--punch-hole", "--offset", "" + from, "--length", "" + length, file.toString())) == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
