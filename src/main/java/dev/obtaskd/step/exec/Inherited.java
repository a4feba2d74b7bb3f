package dev.obtaskd.step.exec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import sun.misc.Signal;

/** What programs would inherit from the daemon's process although it is meant for the daemon only. */
final class Inherited {

    private static final Logger LOG = Logger.getLogger(Inherited.class);
    private static final Path SELF = Path.of("/proc/self");
    /** What the kernel gives to processes, unless they ask for more. */
    private static final long USUAL_FILES = 1024;

    private Inherited() {}

    /**
     * Has programs begin with every signal at its default. A signal that the daemon was started to ignore (nohup, a
     * shell's {@code &}, systemd for SIGPIPE) stays without effect on the daemon; what is handled is not inherited.
     */
    static void nothingIgnored() {
        ignored(status("SigIgn").orElse("0")).forEach(name -> {
            try {
                Signal.handle(new Signal(name), signal -> {});
            } catch (IllegalArgumentException used) {
                LOG.debugf("programs inherit that SIG%s is ignored: %s", name, used.getMessage());
            }
        });
    }

    /** The names in a mask of hexadecimal digits. */
    static List<String> ignored(String mask) {
        var bits = Long.parseUnsignedLong(mask, 16);
        return IntStream.range(0, Long.SIZE)
                .filter(bit -> (bits >>> bit & 1) == 1)
                .mapToObj(bit -> Signals.behind(128 + bit + 1))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * The soft limit of open files for programs; empty if they may inherit it. A JVM raises its own to the hard limit.
     * Programs that size tables by it, or close all that could be open, then take long.
     */
    static Optional<Long> openFiles() {
        return Reading.of(() -> Files.readAllLines(SELF.resolve("limits"))).flatMap(Inherited::openFiles);
    }

    static Optional<Long> openFiles(List<String> limits) {
        return limits.stream()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.substring("Max open files".length()).strip().split(" +"))
                .filter(fields -> fields[0].equals(fields[1]) && Long.parseLong(fields[0]) > USUAL_FILES)
                .map(fields -> USUAL_FILES)
                .findFirst();
    }

    private static Optional<String> status(String name) {
        return Reading.of(() -> Files.readAllLines(SELF.resolve("status"))).flatMap(lines -> lines.stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst());
    }
}
