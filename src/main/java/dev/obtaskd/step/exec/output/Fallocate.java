package dev.obtaskd.step.exec.output;

import dev.obtaskd.libc.CFunction;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Punches holes in files with {@code fallocate(2)}, which Java lacks. The program of that name is
 * too slow on a loaded host, where an output may grow fastest.
 */
public final class Fallocate {

    /**
     * Waits for the disk on a thread of its own, as the thread of the reader may serve other steps.
     */
    public static final Executor ASIDE =
            work -> Thread.ofPlatform().daemon().name("output-holes").start(work);

    private static final Logger LOG = Logger.getLogger(Fallocate.class);

    private static final int WRITE_ONLY = 1;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int KEEP_SIZE_AND_PUNCH_HOLE = 1 | 2;

    private final MethodHandle open;
    private final MethodHandle fallocate;
    private final MethodHandle close;

    private Fallocate(SymbolLookup library) {
        open = CFunction.OPEN.link(library);
        fallocate = CFunction.FALLOCATE.link(library);
        close = CFunction.CLOSE.link(library);
    }

    /** Links the C library's functions; empty if they are not available. */
    public static Optional<Fallocate> linked() {
        return linked(CFunction.library());
    }

    /** Links the functions of a library. */
    static Optional<Fallocate> linked(SymbolLookup library) {
        try {
            return Optional.of(new Fallocate(library));
        } catch (RuntimeException | Error e) {
            // Also errors: a native executable throws one for a signature that is not registered.
            LOG.warn(
                    "fallocate(2) is not available: output files keep their disk space until the"
                            + " attempt ends",
                    e);
            return Optional.empty();
        }
    }

    /**
     * Releases the disk space of a range of a file; the range reads as zeros, and the length stays.
     *
     * @return false if the file does not exist or its file system does not support holes
     */
    boolean punch(Path file, long from, long length) {
        try (var arena = Arena.ofConfined()) {
            var descriptor =
                    (int)
                            open.invokeExact(
                                    arena.allocateFrom(file.toString()),
                                    WRITE_ONLY | CLOSE_ON_EXEC);
            if (descriptor < 0) {
                return false;
            }
            var result =
                    (int) fallocate.invokeExact(descriptor, KEEP_SIZE_AND_PUNCH_HOLE, from, length);
            var closed = (int) close.invokeExact(descriptor);
            return result == 0 && closed == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("a C function cannot throw", e);
        }
    }
}
