package dev.obtaskd.step.wait;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks whether processes run. */
final class ProcessProbe {

    private static final int LONGEST = 4096;

    private ProcessProbe() {}

    /**
     * Whether a process runs. A zombie does not; a process whose first thread has ended while
     * others run does.
     */
    static boolean runs(long pid) {
        if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
            return false;
        }
        try (var threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (var thread : threads) {
                if (alive(thread)) {
                    return true;
                }
            }
            return false;
        } catch (AccessDeniedException hidden) {
            return true;
        } catch (IOException | DirectoryIteratorException gone) {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()
                    && !Files.isDirectory(Path.of("/proc/self"));
        }
    }

    /** The process id in the first line of a file; -1 if there is none yet. */
    static long number(Path file) {
        // Checked before opening: opening a FIFO blocks until it has a writer.
        if (!Files.isRegularFile(file)) {
            return -1;
        }
        try (var in = Files.newInputStream(file)) {
            var text = new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
            return Long.parseLong(text.lines().findFirst().orElse("").strip());
        } catch (IOException | NumberFormatException notYet) {
            return -1;
        }
    }

    /** The state follows the program's name, which may contain blanks and parentheses. */
    private static boolean alive(Path thread) {
        try {
            var stat =
                    new String(
                            Files.readAllBytes(thread.resolve("stat")),
                            StandardCharsets.ISO_8859_1);
            return "ZX".indexOf(stat.charAt(stat.lastIndexOf(')') + 2)) < 0;
        } catch (IOException | IndexOutOfBoundsException gone) {
            return false;
        }
    }
}
