package dev.obtaskd.step.exec.output;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Punches holes in files with {@code fallocate(2)}, which Java lacks. The program of that name is
 * too slow on a loaded host, where an output may grow fastest. Each signature here is also in
 * {@code reachability-metadata.json}; the handles are not constants, so that a native executable
 * links them at run time.
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
        open = function(library, "open", ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        fallocate =
                function(
                        library,
                        "fallocate",
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG);
        close = function(library, "close", ValueLayout.JAVA_INT);
    }

    /** Links the C library's functions; empty if they are not available. */
    public static Optional<Fallocate> linked() {
        return linked(name -> Linker.nativeLinker().defaultLookup().find(name));
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

    /** Of the C library, and one that returns an int. */
    private static MethodHandle function(
            SymbolLookup library, String name, MemoryLayout... parameters) {
        MemorySegment address = library.findOrThrow(name);
        return Linker.nativeLinker()
                .downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_INT, parameters));
    }
}
