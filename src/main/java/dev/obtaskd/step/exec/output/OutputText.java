package dev.obtaskd.step.exec.output;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * The text of {@code $OBTASKD_OUTPUT}: lines {@code name=value}, or {@code name<<END}, then the
 * lines of the value, then a line {@code END}, where {@code END} is any word. Empty lines are
 * skipped; the last value of a name counts. Only {@code \n} ends a line, and one {@code \r} before
 * it is dropped. Messages give the number of an invalid line, not its text, which may be a secret.
 */
final class OutputText {

    private static final Pattern LINE =
            Pattern.compile("([A-Za-z0-9_-]+)(=|<<)(.*)", Pattern.DOTALL);
    private static final Pattern END = Pattern.compile("[A-Za-z0-9_-]+");

    private final byte[] bytes;
    private final Map<String, String> values = new HashMap<>();
    private int at;
    private int number;

    OutputText(byte[] bytes) {
        this.bytes = bytes;
    }

    OutputValues parse() {
        try {
            while (at < bytes.length) {
                value(line());
            }
            return new OutputValues.Valid(Map.copyOf(values));
        } catch (Unreadable bad) {
            return new OutputValues.Invalid(String.valueOf(bad.getMessage()), Map.copyOf(values));
        }
    }

    private void value(String line) throws Unreadable {
        if (line.isEmpty()) {
            return;
        }
        var match = LINE.matcher(line);
        if (!match.matches()) {
            throw unreadable("must be name=value or name<<END");
        }
        values.put(
                match.group(1),
                match.group(2).equals("=") ? match.group(3) : lines(match.group(3)));
    }

    /** The lines up to the end word. */
    private String lines(String end) throws Unreadable {
        if (!END.matcher(end).matches()) {
            throw unreadable("must have a word of letters, digits, _ and - after <<");
        }
        var begin = number;
        var lines = new StringJoiner("\n");
        while (at < bytes.length) {
            var line = line();
            if (line.equals(end)) {
                return lines.toString();
            }
            lines.add(line);
        }
        number = begin;
        throw unreadable("starts a value of several lines without the line that ends it");
    }

    private String line() throws Unreadable {
        number++;
        var end = at;
        while (end < bytes.length && bytes[end] != '\n') {
            if (bytes[end] == 0) {
                throw unreadable("contains a NUL byte, which is not allowed");
            }
            end++;
        }
        var terminated = end < bytes.length;
        var to = terminated && end > at && bytes[end - 1] == '\r' ? end - 1 : end;
        var line = text(Arrays.copyOfRange(bytes, at, to));
        at = end + 1;
        return line;
    }

    private String text(byte[] line) throws Unreadable {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
        } catch (CharacterCodingException notText) {
            throw unreadable("must be UTF-8");
        }
    }

    private Unreadable unreadable(String why) {
        return new Unreadable("line " + number + " of $OBTASKD_OUTPUT " + why);
    }

    private static final class Unreadable extends Exception {
        Unreadable(String message) {
            super(message);
        }
    }
}
