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

/** The values that a program passes on. */
public sealed interface OutputValues {

    /** What could be read, in any case. */
    Map<String, String> values();

    /** They could be read. */
    record Good(Map<String, String> values) implements OutputValues {}

    /**
     * They could not.
     *
     * @param values those before the place that could not be read
     */
    record Bad(String why, Map<String, String> values) implements OutputValues {}

    /** More than this is a mistake, and would have to be stored. */
    int MAX_BYTES = 64 * 1024;

    /**
     * Reads the file; none means no values. A link in its place is refused, as it could lead
     * anywhere.
     */
    static OutputValues read(Path file) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Good(Map.of());
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return bad("$OBTASKD_OUTPUT is no longer a file");
        }
        try (var in =
                Channels.newInputStream(
                        Files.newByteChannel(
                                file,
                                Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)))) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            return bytes.length > MAX_BYTES
                    ? bad("$OBTASKD_OUTPUT holds more than 64 KiB")
                    : new OutputText(bytes).parse();
        } catch (IOException unreadable) {
            return bad("$OBTASKD_OUTPUT cannot be read: " + unreadable.getMessage());
        }
    }

    /** Reads a text. */
    static OutputValues parse(String text) {
        return new OutputText(text.getBytes(StandardCharsets.UTF_8)).parse();
    }

    private static Bad bad(String why) {
        return new Bad(why, Map.of());
    }
}
