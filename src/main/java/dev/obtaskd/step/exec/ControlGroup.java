package dev.obtaskd.step.exec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A limit that the kernel holds for all processes of an attempt together, and the group for which it does so.
 * The wrapper makes the group and puts the program into it; it stays until nobody is in it.
 */
record ControlGroup(Gauge gauge, long amount, Path directory) {

    private static final Pattern LINE = Pattern.compile("([A-Z_0-9]+) ([0-9]{1,18}) (/.*/obtaskd-[0-9a-f-]{36})");

    /** The beginning of the name of every group that is an attempt's. */
    static final String PREFIX = "obtaskd-";

    /** Reads what {@link #line} wrote; empty for what a power cut left of it, which could name the group of others. */
    static Optional<ControlGroup> parse(String line) {
        return Optional.of(LINE.matcher(line))
                .filter(Matcher::matches)
                .filter(parts -> Arrays.stream(Gauge.values()).anyMatch(gauge -> gauge.name().equals(parts.group(1))))
                .map(parts -> new ControlGroup(
                        Gauge.valueOf(parts.group(1)), Long.parseLong(parts.group(2)), Path.of(parts.group(3))));
    }

    /** For a later life of the daemon. */
    String line() {
        return gauge + " " + amount + " " + directory;
    }

    /** The processes in it; none, if it is not there. */
    Stream<Long> pids() {
        return read("cgroup.procs").stream().map(Long::valueOf);
    }

    /** That the limit was met, in words; empty if it was not, or the kernel is too old to tell. */
    Optional<String> met() {
        var times = gauge.met(read(gauge.events()));
        return times == 0
                ? Optional.empty()
                : Optional.of("limits." + gauge.limit() + " (" + amount + ") was met: " + times + " " + gauge.meaning());
    }

    /** Removes it, if nobody is in it. */
    static void remove(Path directory) {
        try {
            Files.deleteIfExists(directory);
        } catch (IOException inUse) {
            // What the program left running keeps its limit; a later start of the daemon removes the group.
        }
    }

    private List<String> read(String file) {
        return Reading.of(() -> Files.readAllLines(directory.resolve(file))).orElse(List.of());
    }
}
