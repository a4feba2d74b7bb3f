package dev.obtaskd.step.exec.proc;

import dev.obtaskd.libc.CFunction;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** Attributes of the daemon's process that programs must not inherit. */
public final class InheritedFiles {

    private static final Logger LOG = Logger.getLogger(InheritedFiles.class);
    private static final Path SELF = Path.of("/proc/self");

    /** The default soft limit of the kernel. */
    private static final long USUAL_FILES = 1024;

    private static volatile List<String> limits = List.of();

    private InheritedFiles() {}

    /**
     * Lets programs start with the default action for every signal. Signals that the daemon was
     * started to ignore (nohup, a shell's {@code &}, systemd for SIGPIPE) get a handler without
     * effect: handlers are not inherited.
     */
    public static void nothingIgnored() {
        var names = ignored(status("SigIgn").orElse("0"));
        if (!names.isEmpty()) {
            nothingIgnored(names, CFunction.library());
        }
    }

    /** Returns whether the functions of the library are available. */
    static boolean nothingIgnored(List<String> names, SymbolLookup library) {
        try {
            handle(names, library);
            return true;
        } catch (RuntimeException | Error e) {
            // Also errors: a native executable throws one for a signature that is not registered.
            LOG.warnf(e, "programs will ignore these signals: %s", names);
            return false;
        }
    }

    /**
     * Java refuses to handle a signal that was ignored when it started, so this is the C library's
     * signal(3). The handler is an async-signal-safe function without effect.
     */
    private static void handle(List<String> names, SymbolLookup library) {
        var noEffect = library.findOrThrow("getpid");
        var signal = CFunction.SIGNAL.link(library);
        for (var name : names) {
            try {
                var before = (MemorySegment) signal.invokeExact(SignalNames.number(name), noEffect);
                LOG.debugf("SIG%s was %s", name, before);
            } catch (Throwable e) {
                throw new IllegalStateException("a C function cannot throw", e);
            }
        }
    }

    /** The signal names in a hexadecimal mask. */
    static List<String> ignored(String mask) {
        var bits = Long.parseUnsignedLong(mask, 16);
        return IntStream.range(0, Long.SIZE)
                .filter(bit -> (bits >>> bit & 1) == 1)
                .mapToObj(bit -> SignalNames.behind(128 + bit + 1))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * The soft limit of open files for programs; empty if they may inherit it. A JVM raises its own
     * to the hard limit, which slows programs that size tables by it or close all possible
     * descriptors.
     */
    public static Optional<Long> openFiles() {
        return openFiles(limits());
    }

    /** The limits of the daemon's process; constant while it runs. */
    public static List<String> limits() {
        if (limits.isEmpty()) {
            limits =
                    ProcReader.read(() -> Files.readAllLines(SELF.resolve("limits")))
                            .orElse(List.of());
        }
        return limits;
    }

    static Optional<Long> openFiles(List<String> limits) {
        return limits.stream()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.substring("Max open files".length()).strip().split(" +"))
                .filter(
                        fields ->
                                fields[0].equals(fields[1])
                                        && Long.parseLong(fields[0]) > USUAL_FILES)
                .map(fields -> USUAL_FILES)
                .findFirst();
    }

    private static Optional<String> status(String name) {
        return ProcReader.read(() -> Files.readAllLines(SELF.resolve("status")))
                .flatMap(
                        lines ->
                                lines.stream()
                                        .filter(line -> line.startsWith(name + ":"))
                                        .map(line -> line.substring(name.length() + 1).strip())
                                        .findFirst());
    }
}
