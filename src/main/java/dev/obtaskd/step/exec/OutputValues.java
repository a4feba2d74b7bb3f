package dev.obtaskd.step.exec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The values that a program passes on: {@code name=value} lines; the last one of a name wins. */
sealed interface OutputValues {

    /** They could be read. */
    record Good(Map<String, String> values) implements OutputValues {}

    /** They could not. */
    record Bad(String why) implements OutputValues {}

    /** More than this is a mistake, and would have to be stored. */
    int MAX_BYTES = 64 * 1024;

    Pattern LINE = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=(.*)");

    /** Reads the file; none means no values. A link in its place is refused, as it could lead anywhere. */
    static OutputValues read(Path file) {
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return new Good(Map.of());
            }
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return new Bad("$OBTASKD_OUTPUT is no longer a file");
            }
            return Files.size(file) > MAX_BYTES
                    ? new Bad("$OBTASKD_OUTPUT holds more than 64 KiB")
                    : parse(StandardCharsets.UTF_8.newDecoder()
                            .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                            .toString());
        } catch (CharacterCodingException notText) {
            return new Bad("$OBTASKD_OUTPUT is not UTF-8");
        } catch (IOException unreadable) {
            return new Bad("$OBTASKD_OUTPUT cannot be read: " + unreadable.getMessage());
        }
    }

    /** The message names a bad line by number only, as its text may be a secret. */
    static OutputValues parse(String text) {
        var values = new HashMap<String, String>();
        var lines = text.split("\n", -1);
        for (var i = 0; i < lines.length; i++) {
            var match = LINE.matcher(lines[i]);
            if (match.matches()) {
                values.put(match.group(1), match.group(2));
            } else if (!lines[i].isEmpty()) {
                return new Bad("line " + (i + 1) + " of $OBTASKD_OUTPUT is not name=value");
            }
        }
        return new Good(values);
    }
}
