package dev.obtaskd.step.exec.proc;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads what decides whether a program lives, and how it ended. Somebody who has no open file to
 * spare cannot look, and that must not pass for there being nothing: so this waits until there is
 * one.
 */
public final class ProcReader {

    private static final Path ALWAYS_THERE = Path.of("/dev/null");
    private static final Duration PAUSE = Duration.ofMillis(50);

    /**
     * An open file may have become free between the attempt to read and the question whether there
     * is one.
     */
    private static final int ATTEMPTS = 3;

    private ProcReader() {}

    /** What is to be read. */
    public interface Source<T> {
        T read() throws IOException;
    }

    /** What there is; empty if it is not there, not for us, or broken. */
    public static <T> Optional<T> of(Source<T> source) {
        for (int failures = 0; failures < ATTEMPTS; ) {
            try {
                return Optional.of(source.read());
            } catch (NoSuchFileException | AccessDeniedException no) {
                return Optional.empty();
            } catch (IOException blindOrBroken) {
                failures = canOpen() ? failures + 1 : 0;
            }
        }
        return Optional.empty();
    }

    /** Whether there is an open file to spare; if not, says so after a while. */
    private static boolean canOpen() {
        try {
            Files.newByteChannel(ALWAYS_THERE).close();
            return true;
        } catch (IOException none) {
            pause();
            return false;
        }
    }

    /** Nothing rings when a file is closed. */
    private static void pause() {
        try {
            new Notifier().await(PAUSE);
        } catch (InterruptedException never) {
            throw new IllegalStateException(never);
        }
    }
}
