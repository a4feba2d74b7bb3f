package dev.obtaskd.step.exec.proc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The status of a process from {@code /proc/<pid>/stat}.
 *
 * @param parent the process that started it, or the one it was reparented to
 * @param threads their number; a zombie counts one
 */
public record ProcessStat(
        long pid,
        char state,
        long parent,
        long group,
        long session,
        long threads,
        long startTicks) {

    private static final Path PROC = Path.of("/proc");

    /** Empty if there is no such process. */
    public static Optional<ProcessStat> of(long pid) {
        // The program's name may contain any bytes.
        return ProcReader.read(
                () ->
                        parse(
                                pid,
                                Files.readString(
                                        PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1)));
    }

    /** All processes of the host, unordered; those that end meanwhile may be missing. */
    public static List<ProcessStat> all() {
        var pids =
                ProcReader.read(ProcessStat::pids)
                        .orElseThrow(() -> new IllegalStateException("/proc cannot be read"));
        return pids.stream().map(ProcessStat::of).flatMap(Optional::stream).toList();
    }

    private static List<Long> pids() throws IOException {
        var pids = new ArrayList<Long>();
        try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            entries.forEach(entry -> pids.add(Long.valueOf(entry.getFileName().toString())));
        }
        return pids;
    }

    public static ProcessStat parse(long pid, String line) {
        // The name may contain blanks and parentheses: the fields follow the last one.
        var fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return new ProcessStat(
                pid,
                fields[0].charAt(0),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                Long.parseLong(fields[17]),
                Long.parseLong(fields[19]));
    }

    /** Whether both are the same process, not a later one with a reused id. */
    public boolean isSame(ProcessStat other) {
        return pid == other.pid && startTicks == other.startTicks;
    }

    /** Whether it has ended (zombie). Its first thread may end before the others. */
    public boolean dead() {
        return state == 'X' || state == 'Z' && threads <= 1;
    }
}
