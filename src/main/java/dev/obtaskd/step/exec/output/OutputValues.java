package dev.obtaskd.step.exec.output;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;

/** The output values of a program. */
public sealed interface OutputValues {

    /** The values that could be read. */
    Map<String, String> values();

    /** All values could be read. */
    record Valid(Map<String, String> values) implements OutputValues {}

    /**
     * The file is invalid.
     *
     * @param values those before the invalid line
     */
    record Invalid(String why, Map<String, String> values) implements OutputValues {}

    /** A larger file is an error: all values are stored. */
    int MAX_BYTES = 64 * 1024;

    /**
     * Reads the file; no file means no values. Refuses a symbolic link, which could point anywhere.
     */
    static OutputValues read(Path file) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Valid(Map.of());
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return bad("$OBTASKD_OUTPUT is no longer a regular file");
        }
        try (var in =
                Channels.newInputStream(
                        Files.newByteChannel(
                                file,
                                Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)))) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            return bytes.length > MAX_BYTES
                    ? bad("$OBTASKD_OUTPUT is larger than 64 KiB")
                    : new OutputText(bytes).parse();
        } catch (IOException unreadable) {
            return bad("$OBTASKD_OUTPUT cannot be read: " + unreadable.getMessage());
        }
    }

    /** Parses a text. */
    static OutputValues parse(String text) {
        return new OutputText(text.getBytes(StandardCharsets.UTF_8)).parse();
    }

    private static Invalid bad(String why) {
        return new Invalid(why, Map.of());
    }
}
