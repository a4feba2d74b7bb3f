package dev.obtaskd.step.exec.cgroup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.step.SpecChecker;
import dev.obtaskd.text.Messages;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Limits of a program: {@code memory} in bytes, {@code processes}, {@code files}. Limits that no
 * control group enforces are resource limits, which each process inherits.
 *
 * @param amounts by these names; a missing one is unlimited
 */
public record ResourceLimits(Map<String, Long> amounts) {

    private static final Messages MESSAGES = Messages.of("step");

    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,5})([KMG])");
    private static final Map<String, Long> UNITS =
            Map.of("K", 1L << 10, "M", 1L << 20, "G", 1L << 30);
    private static final Map<String, String> OPTIONS =
            Map.of("memory", "--as", "processes", "--nproc", "files", "--nofile");

    /** Checks {@code limits}. */
    public static void check(SpecChecker limits) {
        limits.keys("memory", "processes", "files")
                .text("memory", text -> SIZE.matcher(text).matches(), MESSAGES.text("exec.memory"))
                .value("processes", ResourceLimits::number, MESSAGES.text("exec.count"))
                .value("files", ResourceLimits::number, MESSAGES.text("exec.count"));
    }

    /** Reads a checked specification. */
    public static ResourceLimits of(JsonNode limits) {
        var amounts = new TreeMap<String, Long>();
        limits.properties().forEach(limit -> amounts.put(limit.getKey(), amount(limit.getValue())));
        return new ResourceLimits(amounts);
    }

    /**
     * Options for {@code prlimit}, separated by blanks, without the limits that control groups
     * enforce.
     */
    public String options(Set<String> enforced) {
        return amounts.entrySet().stream()
                .filter(limit -> !enforced.contains(limit.getKey()))
                .map(limit -> OPTIONS.get(limit.getKey()) + "=" + limit.getValue())
                .collect(Collectors.joining(" "));
    }

    private static long amount(JsonNode value) {
        var size = SIZE.matcher(value.asText());
        return size.matches()
                ? Long.parseLong(size.group(1)) * Objects.requireNonNull(UNITS.get(size.group(2)))
                : value.asLong();
    }

    private static boolean number(JsonNode value) {
        return value.isInt() && value.intValue() > 0;
    }
}
