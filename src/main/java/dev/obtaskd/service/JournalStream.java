package dev.obtaskd.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The standard streams, which the service manager may have connected to the journal. */
public final class JournalStream {

    static final int OUTPUT = 1;
    private static final int ERROR_OUTPUT = 2;

    private JournalStream() {}

    /** Writes an error to the standard error output, with its priority for the journal. */
    public static void error(String line) {
        System.err.println(
                (connected(ERROR_OUTPUT) ? "<" + JournalFormatter.ERROR + ">" : "") + line);
    }

    /**
     * Whether the service manager connected this stream. A process that it did not start itself may
     * have inherited the variable, but writes somewhere else.
     */
    static boolean connected(int descriptor) {
        var journal = System.getenv("JOURNAL_STREAM");
        if (journal == null) {
            return false;
        }
        try {
            var file = Files.readAttributes(Path.of("/proc/self/fd/" + descriptor), "unix:dev,ino");
            return journal.equals(file.get("dev") + ":" + file.get("ino"));
        } catch (IOException e) {
            return false;
        }
    }
}
