package dev.obtaskd.step.exec.proc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * A random word in the environment of an attempt's processes, by which all its descendants are
 * found, whatever session they went to, and never another daemon's.
 */
public record ProcessTag(String value) {

    static final String VARIABLE = "OBTASKD_COOKIE";
    public static final int LENGTH = 36;

    /** A new one, that nobody carries yet. */
    public static ProcessTag fresh() {
        return new ProcessTag(UUID.randomUUID().toString());
    }

    /**
     * The one that an attempt's wrapper may carry; empty as long as none was to be told what to
     * run.
     */
    public static Optional<ProcessTag> kept(AttemptFiles files) {
        // A shorter one was torn by a crash, before the wrapper could be told anything.
        return ProcReader.of(() -> Files.readString(files.cookie()))
                .filter(kept -> kept.length() == LENGTH)
                .map(ProcessTag::new);
    }

    /** Keeps it with an attempt, before the wrapper that carries it is told what to run. */
    public void keep(AttemptFiles files) throws IOException {
        Files.writeString(files.cookie(), value);
    }

    /**
     * Whether a process was started with it. No, if it is gone or belongs to somebody we cannot
     * look at.
     */
    public boolean carriedBy(long pid) {
        return ProcReader.of(() -> Files.readAllBytes(Path.of("/proc", "" + pid, "environ")))
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
