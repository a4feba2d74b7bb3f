package dev.obtaskd.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Statistics of the kernel about a process. */
record ProcessStats(long pid) {

    /** Resident memory in MiB. */
    double rss() throws IOException {
        return number(Files.readAllLines(directory().resolve("status")), "VmRSS:") / 1024.0;
    }

    /** CPU time in nanoseconds of all living threads. */
    long cpu() throws IOException {
        return sum(
                thread ->
                        Long.parseLong(
                                Files.readString(thread.resolve("schedstat")).split(" ")[0]));
    }

    /** Number of voluntary context switches of the living threads, hence of wake-ups. */
    long wakeUps() throws IOException {
        return sum(
                thread ->
                        number(
                                Files.readAllLines(thread.resolve("status")),
                                "voluntary_ctxt_switches:"));
    }

    private interface Count {
        long of(Path thread) throws IOException;
    }

    private long sum(Count count) throws IOException {
        long sum = 0;
        try (var threads = Files.list(directory().resolve("task"))) {
            for (var thread : threads.filter(Files::exists).toList()) {
                sum += count.of(thread);
            }
        }
        return sum;
    }

    private Path directory() {
        return Path.of("/proc", Long.toString(pid));
    }

    private static long number(List<String> lines, String key) {
        var line = lines.stream().filter(each -> each.startsWith(key)).findFirst().orElseThrow();
        return Long.parseLong(line.substring(key.length()).strip().split("\\s")[0]);
    }
}
