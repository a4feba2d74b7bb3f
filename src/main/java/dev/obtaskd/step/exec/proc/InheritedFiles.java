package dev.obtaskd.step.exec.proc;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * What programs would inherit from the daemon's process although it is meant for the daemon only.
 */
public final class InheritedFiles {

    private static final Logger LOG = Logger.getLogger(InheritedFiles.class);
    private static final Path SELF = Path.of("/proc/self");

    /** What the kernel gives to processes, unless they ask for more. */
    private static final long USUAL_FILES = 1024;

    private static volatile List<String> limits = List.of();

    private InheritedFiles() {}

    /**
     * Has programs begin with every signal at its default. A signal that the daemon was started to
     * ignore (nohup, a shell's {@code &}, systemd for SIGPIPE) stays without effect on the daemon;
     * what is handled is not inherited.
     */
    public static void nothingIgnored() {
        var names = ignored(status("SigIgn").orElse("0"));
        if (names.isEmpty()) {
            return;
        }
        try {
            handle(names);
        } catch (RuntimeException | Error e) {
            // An error, too: a native executable has one of its own for a signature that was not
            // registered.
            LOG.warnf(e, "programs inherit that these signals are ignored: %s", names);
        }
    }

    /**
     * Java refuses to handle a signal that was ignored when it started, so this is the C library's
     * signal(3). The handler is a function that may be called from one and has no effect. The
     * signature is also in {@code reachability-metadata.json}.
     */
    private static void handle(List<String> names) {
        var library = Linker.nativeLinker().defaultLookup();
        var noEffect = library.findOrThrow("getpid");
        var signal =
                Linker.nativeLinker()
                        .downcallHandle(
                                library.findOrThrow("signal"),
                                FunctionDescriptor.of(
                                        ValueLayout.ADDRESS,
                                        ValueLayout.JAVA_INT,
                                        ValueLayout.ADDRESS));
        for (var name : names) {
            try {
                var before = (MemorySegment) signal.invokeExact(SignalNames.number(name), noEffect);
                LOG.debugf("SIG%s was %s", name, before);
            } catch (Throwable e) {
                throw new IllegalStateException("a function of C throws nothing", e);
            }
        }
    }

    /** The names in a mask of hexadecimal digits. */
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
     * to the hard limit. Programs that size tables by it, or close all that could be open, then
     * take long.
     */
    public static Optional<Long> openFiles() {
        return openFiles(limits());
    }

    /** The limits of the daemon's process, which stay as they are while it runs. */
    public static List<String> limits() {
        if (limits.isEmpty()) {
            limits =
                    ProcReader.of(() -> Files.readAllLines(SELF.resolve("limits")))
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
        return ProcReader.of(() -> Files.readAllLines(SELF.resolve("status")))
                .flatMap(
                        lines ->
                                lines.stream()
                                        .filter(line -> line.startsWith(name + ":"))
                                        .map(line -> line.substring(name.length() + 1).strip())
                                        .findFirst());
    }
}
