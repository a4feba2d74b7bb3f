package dev.obtaskd.step.exec.proc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * A random value in the environment of an attempt's processes, which all descendants inherit.
 * Identifies them in any session and distinguishes them from those of other daemons.
 */
public record ProcessTag(String value) {

    static final String VARIABLE = "OBTASKD_COOKIE";
    public static final int LENGTH = 36;

    /** A new tag, which no process carries yet. */
    public static ProcessTag fresh() {
        return new ProcessTag(UUID.randomUUID().toString());
    }

    /** The tag stored with an attempt; empty if no wrapper has had its script. */
    public static Optional<ProcessTag> stored(AttemptFiles files) {
        // A crash left a shorter one before the wrapper had its script.
        return ProcReader.read(() -> Files.readString(files.tag()))
                .filter(text -> text.length() == LENGTH)
                .map(ProcessTag::new);
    }

    /** Stores the tag with an attempt, before the wrapper that carries it gets its script. */
    public void store(AttemptFiles files) throws IOException {
        Files.writeString(files.tag(), value);
    }

    /**
     * Whether a process carries the tag; false if it has ended or its environment is not
     * accessible.
     */
    public boolean carriedBy(long pid) {
        return ProcReader.read(() -> Files.readAllBytes(Path.of("/proc", "" + pid, "environ")))
                .filter(this::find)
                .isPresent();
    }

    private boolean find(byte[] environ) {
        var wanted = (VARIABLE + "=" + value).getBytes(StandardCharsets.US_ASCII);
        for (int start = 0, end; start < environ.length; start = end + 1) {
            end = start;
            while (end < environ.length && environ[end] != 0) {
                end++;
            }
            if (Arrays.equals(environ, start, end, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }
}
