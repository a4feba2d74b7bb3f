package dev.obtaskd.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What programs may leave behind in the daemon.
 *
 * @param zombies children that have ended and were not reaped
 * @param files that are open
 * @param threads of the daemon
 */
record ProcessResources(long zombies, long files, long threads) {

    /** What comes and goes by itself: connections, threads of pools, the compiler's. */
    private static final int COMES_AND_GOES = 20;

    /** What there is now. */
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

    /** Whether nothing was left behind since. */
    boolean noneSince(ProcessResources before) {
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
