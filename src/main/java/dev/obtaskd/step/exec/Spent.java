package dev.obtaskd.step.exec;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Gives the disk back what of an output file is in the log already, while the program goes on writing:
 * its length stays, its beginning becomes a hole. Where that cannot be done the file just grows.
 */
final class Spent {

    /** Each time is a process, so it has to be worth it. */
    private static final long WORTH = 32L * 1024 * 1024;
    /** Stays, for a log that has to be gone on with: it holds back half secrets, and the last of what it leaves out. */
    private static final long KEPT = 1024 * 1024;

    private final Path file;
    private final long worth;
    private long given;
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
        if (possible && position - KEPT - given >= worth) {
            possible = punch(given, position - KEPT - given);
            given = position - KEPT;
        }
    }

    private boolean punch(long from, long length) {
        try {
            return Spawn.run(new ProcessBuilder("fallocate", "--punch-hole", "--offset", "" + from, "--length", "" + length, file.toString())) == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
