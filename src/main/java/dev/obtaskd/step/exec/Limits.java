package dev.obtaskd.step.exec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.step.SpecCheck;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a program may take of the host: resource limits of the kernel, which its children inherit.
 *
 * @param options for {@code prlimit}, separated by blanks; empty if nothing is limited
 * @param processes whether their number is among what is limited
 */
record Limits(String options, boolean processes) {

    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,5})([KMG])");
    private static final Map<String, Long> UNITS = Map.of("K", 1L << 10, "M", 1L << 20, "G", 1L << 30);
    private static final Map<String, String> OPTIONS = Map.of("memory", "--as", "processes", "--nproc", "files", "--nofile");

    /** Adds what is wrong with {@code limits}. */
    static void check(SpecCheck limits) {
        limits.keys("memory", "processes", "files")
                .text("memory", text -> SIZE.matcher(text).matches(), "must be a size such as 512M or 2G")
                .value("processes", Limits::number, "must be a number from 1")
                .value("files", Limits::number, "must be a number from 1");
    }

    /** Reads what {@link #check} found nothing wrong with. */
    static Limits of(JsonNode limits) {
        var options = limits.properties().stream()
                .map(limit -> OPTIONS.get(limit.getKey()) + "=" + amount(limit.getValue()))
                .sorted()
                .collect(Collectors.joining(" "));
        return new Limits(options, limits.has("processes"));
    }

    private static long amount(JsonNode value) {
        var size = SIZE.matcher(value.asText());
        return size.matches() ? Long.parseLong(size.group(1)) * UNITS.get(size.group(2)) : value.asLong();
    }

    private static boolean number(JsonNode value) {
        return value.isInt() && value.intValue() > 0;
    }
}
