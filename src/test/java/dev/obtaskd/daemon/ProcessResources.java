package dev.obtaskd.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Resources that programs may leak in the daemon.
 *
 * @param zombies children that have ended and were not reaped
 * @param files open files
 * @param threads threads of the daemon
 */
record ProcessResources(long zombies, long files, long threads) {

    /** Tolerance for connections, pool threads and threads of the compiler. */
    private static final int COMES_AND_GOES = 20;

    /** Reads the current numbers. */
    static ProcessResources of(DaemonProcess daemon) throws IOException {
        var process = Path.of("/proc", "" + daemon.pid());
        var ps = new ProcessBuilder("ps", "--ppid", "" + daemon.pid(), "-o", "stat=").start();
        var zombies =
                new String(ps.getInputStream().readAllBytes())
                        .lines()
                        .filter(state -> state.startsWith("Z"))
                        .count();
        return new ProcessResources(
                zombies, entries(process.resolve("fd")), entries(process.resolve("task")));
    }

    /** Whether no resource was leaked since this snapshot. */
    boolean nothingLeakedSince(ProcessResources before) {
        return zombies == 0
                && files < before.files + COMES_AND_GOES
                && threads < before.threads + COMES_AND_GOES;
    }

    private static long entries(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.count();
        }
    }
}
