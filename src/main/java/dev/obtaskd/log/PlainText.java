package dev.obtaskd.log;

import java.util.regex.Pattern;

/** Removes what only a terminal understands from the text of a line. */
public final class PlainText {

    private static final String STRING_END = "(?:\\x07|\\x1b\\\\|\\x9c)";

    /**
     * Control sequences of ECMA-48: CSI, then strings such as OSC, then other escapes. Quantifiers
     * are possessive, so that the time is linear. Of a string without its end only the start is
     * removed, so that no text is lost.
     */
    private static final Pattern SEQUENCE =
            Pattern.compile(
                    "(?:\\x1b\\[|\\x9b)[0-?]*+[ -/]*+[@-~]?+"
                            + "|(?:\\x1b[\\]PX^_]|[\\x90\\x98\\x9d-\\x9f])"
                            + "(?:[^\\x07\\x1b\\x90-\\x9f]*+"
                            + STRING_END
                            + ")?+"
                            + "|\\x1b[ -/]*+[0-~]?+");

    private PlainText() {}

    /**
     * The text without control sequences and control characters, except tabs. A carriage return
     * within the text becomes a space.
     */
    public static String of(String text) {
        if (text.chars().noneMatch(PlainText::control)) {
            return text;
        }
        var plain = new StringBuilder(text.length());
        SEQUENCE.matcher(text)
                .replaceAll("")
                .chars()
                .map(c -> c == '\r' ? ' ' : c)
                .filter(c -> !control(c))
                .forEach(c -> plain.append((char) c));
        return plain.toString();
    }

    private static boolean control(int c) {
        return c < ' ' && c != '\t' || c >= 0x7f && c <= 0x9f;
    }
}
