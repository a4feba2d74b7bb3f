package dev.obtaskd.step.exec.proc;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads files that decide whether a program is alive and how it ended. If the process has no free
 * file descriptor (EMFILE), a failed read must not pass for a missing file: the reader waits until
 * a descriptor is free.
 */
public final class ProcReader {

    private static final Path PROBE_FILE = Path.of("/dev/null");
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** A descriptor may become free between a failed read and the check for a free one. */
    private static final int ATTEMPTS = 3;

    private ProcReader() {}

    /** Reads one file. */
    public interface Source<T> {
        T read() throws IOException;
    }

    /** The content; empty if the file is missing, not accessible, or broken. */
    public static <T> Optional<T> read(Source<T> source) {
        for (int failures = 0; failures < ATTEMPTS; ) {
            try {
                return Optional.of(source.read());
            } catch (NoSuchFileException | AccessDeniedException unavailable) {
                return Optional.empty();
            } catch (IOException noDescriptorOrBroken) {
                failures = canOpen() ? failures + 1 : 0;
            }
        }
        return Optional.empty();
    }

    /** Whether a file descriptor is free; if not, returns after a pause. */
    private static boolean canOpen() {
        try {
            Files.newByteChannel(PROBE_FILE).close();
            return true;
        } catch (IOException none) {
            pause();
            return false;
        }
    }

    /** No event reports a closed file. */
    private static void pause() {
        try {
            new Notifier().await(PAUSE);
        } catch (InterruptedException never) {
            throw new IllegalStateException(never);
        }
    }
}
