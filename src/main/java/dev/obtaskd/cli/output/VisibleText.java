package dev.obtaskd.cli.output;

import java.util.regex.Pattern;

/**
 * Makes control characters in text of others visible: on a terminal they could move the cursor,
 * change its title, or hide text.
 */
public final class VisibleText {

    /** A colour or another attribute of text, without which the text is the same. */
    private static final Pattern ATTRIBUTES = Pattern.compile("\u001b\\[[0-9;:]*m");

    private VisibleText() {}

    /** A text of one line; control characters and line breaks become {@code \xHH}. */
    public static String of(String text) {
        return escaped(text, false);
    }

    /** A line of a log: the same, but without the colours of its program, and with its tabs. */
    public static String ofLogLine(String text) {
        return escaped(ATTRIBUTES.matcher(text).replaceAll(""), true);
    }

    /**
     * The same JSON without characters that a terminal interprets. They are in strings only, since
     * JSON has no others that are not escaped.
     */
    static String ofJson(String json) {
        var visible = new StringBuilder(json.length());
        for (var i = 0; i < json.length(); i++) {
            var c = json.charAt(i);
            if (c != '\n' && hostile(c)) {
                visible.append(String.format("\\u%04x", (int) c));
            } else {
                visible.append(c);
            }
        }
        return visible.toString();
    }

    private static String escaped(String text, boolean tabs) {
        if (text.chars().noneMatch(c -> hostile((char) c))) {
            return text;
        }
        var visible = new StringBuilder(text.length() + 16);
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (tabs && c == '\t' || !hostile(c)) {
                visible.append(c);
            } else if (c <= 0xff) {
                visible.append(String.format("\\x%02x", (int) c));
            } else {
                visible.append(String.format("\\u%04x", (int) c));
            }
        }
        return visible.toString();
    }

    /** Control characters, line separators, and what changes the direction of text. */
    private static boolean hostile(char c) {
        return Character.isISOControl(c)
                || c >= '\u2028' && c <= '\u202e'
                || c >= '\u2066' && c <= '\u2069'
                || c == '\u200e'
                || c == '\u200f'
                || c == '\u061c';
    }
}
