package dev.obtaskd.step.exec.process;

import dev.obtaskd.step.exec.proc.InheritedFiles;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The greatest size of arguments and environment of a program. Beyond it execve(2) fails with
 * E2BIG, "Argument list too long".
 *
 * @param bytes for all strings, each with a NUL byte and a pointer
 */
record ArgumentLimit(long bytes) {

    /** Limit of one string, with its NUL byte. */
    private static final long MAX_STRING = 128 * 1024;

    private static final long MIN_TOTAL = 128 * 1024;
    private static final long MAX_TOTAL = 6 * 1024 * 1024;
    private static final long POINTER = 8;

    /** The limit on this host, derived from the stack limit that programs inherit. */
    static ArgumentLimit here() {
        return new ArgumentLimit(
                InheritedFiles.limits().stream()
                        .filter(line -> line.startsWith("Max stack size"))
                        .map(
                                line ->
                                        line.substring("Max stack size".length())
                                                .strip()
                                                .split(" +")[0])
                        .filter(soft -> soft.matches("[0-9]+"))
                        .map(soft -> Math.clamp(Long.parseLong(soft) / 4, MIN_TOTAL, MAX_TOTAL))
                        .findFirst()
                        .orElse(MAX_TOTAL));
    }

    /** Describes what exceeds the limit; empty if nothing certainly does. */
    Optional<String> tooLong(ExecSpec spec) {
        for (var i = 0; i < spec.argv().size(); i++) {
            var size = size(spec.argv().get(i));
            if (size > MAX_STRING) {
                return Optional.of(
                        "Argument list too long: argv["
                                + i
                                + "] has "
                                + (size - 1)
                                + " bytes; the kernel allows at most "
                                + (MAX_STRING - 1));
            }
        }
        for (var variable : spec.env().entrySet()) {
            var size = size(variable.getKey() + "=" + variable.getValue());
            if (size > MAX_STRING) {
                return Optional.of(
                        "Argument list too long: env."
                                + variable.getKey()
                                + " has "
                                + size(variable.getValue())
                                + " bytes; the kernel allows at most "
                                + (MAX_STRING - 1)
                                + " with its name");
            }
        }
        var sum = sum(spec);
        return sum > bytes
                ? Optional.of(
                        "Argument list too long: argv and env have "
                                + sum
                                + " bytes; the kernel allows at most "
                                + bytes)
                : Optional.empty();
    }

    private static long sum(ExecSpec spec) {
        var argv = spec.argv().stream().mapToLong(element -> size(element) + POINTER).sum();
        var env =
                spec.env().entrySet().stream()
                        .mapToLong(
                                variable ->
                                        size(variable.getKey() + "=" + variable.getValue())
                                                + POINTER)
                        .sum();
        return argv + env;
    }

    private static long size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length + 1;
    }
}
