package dev.obtaskd.step.exec.cgroup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.step.SpecChecker;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a program may take of the host: {@code memory} in bytes, {@code processes}, {@code files}.
 * What no control group holds are resource limits of the kernel, which each of its processes
 * inherits.
 *
 * @param amounts by those names; what is not in it is not limited
 */
public record ResourceLimits(Map<String, Long> amounts) {

    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,5})([KMG])");
    private static final Map<String, Long> UNITS =
            Map.of("K", 1L << 10, "M", 1L << 20, "G", 1L << 30);
    private static final Map<String, String> OPTIONS =
            Map.of("memory", "--as", "processes", "--nproc", "files", "--nofile");

    /** Adds what is wrong with {@code limits}. */
    public static void check(SpecChecker limits) {
        limits.keys("memory", "processes", "files")
                .text(
                        "memory",
                        text -> SIZE.matcher(text).matches(),
                        "must be a size such as 512M or 2G")
                .value("processes", ResourceLimits::number, "must be a number from 1")
                .value("files", ResourceLimits::number, "must be a number from 1");
    }

    /** Reads what {@link #check} found nothing wrong with. */
    public static ResourceLimits of(JsonNode limits) {
        var amounts = new TreeMap<String, Long>();
        limits.properties().forEach(limit -> amounts.put(limit.getKey(), amount(limit.getValue())));
        return new ResourceLimits(amounts);
    }

    /**
     * Options for {@code prlimit}, separated by blanks, without the limits that something else
     * holds.
     */
    public String options(Set<String> held) {
        return amounts.entrySet().stream()
                .filter(limit -> !held.contains(limit.getKey()))
                .map(limit -> OPTIONS.get(limit.getKey()) + "=" + limit.getValue())
                .collect(Collectors.joining(" "));
    }

    private static long amount(JsonNode value) {
        var size = SIZE.matcher(value.asText());
        return size.matches()
                ? Long.parseLong(size.group(1)) * UNITS.get(size.group(2))
                : value.asLong();
    }

    private static boolean number(JsonNode value) {
        return value.isInt() && value.intValue() > 0;
    }
}
