package dev.obtaskd.step.exec.process;

import dev.obtaskd.step.exec.proc.InheritedFiles;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How much the kernel hands to a new program as arguments and environment. More makes execve(2)
 * fail with E2BIG, "Argument list too long".
 *
 * @param bytes for all strings, each with a NUL byte and a pointer
 */
record ArgumentLimit(long bytes) {

    /** Of one string, with its NUL byte. */
    private static final long MOST_OF_ONE = 128 * 1024;

    private static final long LEAST = 128 * 1024;
    private static final long MOST = 6 * 1024 * 1024;
    private static final long POINTER = 8;

    /** On this host, by the limit of the stack that programs inherit. */
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
                        .map(soft -> Math.clamp(Long.parseLong(soft) / 4, LEAST, MOST))
                        .findFirst()
                        .orElse(MOST));
    }

    /** What is too long, in words; empty if nothing certainly is. */
    Optional<String> tooLong(ExecSpec spec) {
        for (var i = 0; i < spec.argv().size(); i++) {
            var size = size(spec.argv().get(i));
            if (size > MOST_OF_ONE) {
                return Optional.of(
                        "Argument list too long: argv["
                                + i
                                + "] has "
                                + (size - 1)
                                + " bytes, and the kernel takes at most "
                                + (MOST_OF_ONE - 1));
            }
        }
        for (var variable : spec.env().entrySet()) {
            var size = size(variable.getKey() + "=" + variable.getValue());
            if (size > MOST_OF_ONE) {
                return Optional.of(
                        "Argument list too long: env."
                                + variable.getKey()
                                + " has "
                                + size(variable.getValue())
                                + " bytes, and the kernel takes at most "
                                + (MOST_OF_ONE - 1)
                                + " with its name");
            }
        }
        var sum = sum(spec);
        return sum > bytes
                ? Optional.of(
                        "Argument list too long: argv and env have "
                                + sum
                                + " bytes, and the kernel takes at most "
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
