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
 * Makes holes in files by the kernel's own {@code fallocate(2)}, which Java lacks. A program of
 * that name would take longest when the host is loaded, just when a flood gains most meanwhile.
 * Each signature here is also in {@code reachability-metadata.json}; the handles are no constants,
 * so that a native executable links them where it runs.
 */
public final class Fallocate {

    /** Waits for the disk in place of a reader, whose thread may carry other steps as well. */
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

    /** With the C library's functions; empty if they cannot be linked. */
    public static Optional<Fallocate> linked() {
        return linked(name -> Linker.nativeLinker().defaultLookup().find(name));
    }

    /** With the functions of a library. */
    static Optional<Fallocate> linked(SymbolLookup library) {
        try {
            return Optional.of(new Fallocate(library));
        } catch (RuntimeException | Error e) {
            // An error, too: a native executable has one of its own for a signature that was not
            // registered.
            LOG.warn(
                    "outputs keep the room that they take on the disk: fallocate cannot be called",
                    e);
            return Optional.empty();
        }
    }

    /**
     * Gives these bytes of a file back to the disk; they read as zeros then, and the file stays as
     * long.
     *
     * @return false if there is no such file, or if its file system has no holes
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
            throw new IllegalStateException("a function of C throws nothing", e);
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
