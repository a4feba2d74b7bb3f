package dev.obtaskd.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many files the process may have open. */
final class OpenFileLimit {

    private static final String LINE = "Max open files";
    private static final int USUAL = 1_024;

    private OpenFileLimit() {}

    /** The limit as the kernel tells it; the usual one if it does not. */
    static int most() {
        try (var lines = Files.lines(Path.of("/proc/self/limits"))) {
            return lines.filter(line -> line.startsWith(LINE))
                    .map(line -> line.substring(LINE.length()).strip().split("\\s+")[0])
                    .map(
                            soft ->
                                    soft.matches("[0-9]{1,9}")
                                            ? Integer.parseInt(soft)
                                            : Integer.MAX_VALUE)
                    .findFirst()
                    .orElse(USUAL);
        } catch (IOException unknown) {
            return USUAL;
        }
    }
}
