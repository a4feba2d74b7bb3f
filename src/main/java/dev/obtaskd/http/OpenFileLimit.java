package dev.obtaskd.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The open file limit of the process. */
final class OpenFileLimit {

    private static final String LINE = "Max open files";
    private static final int USUAL = 1_024;

    private OpenFileLimit() {}

    /** The limit from {@code /proc}; a common default if it is not available. */
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
