package dev.obtaskd.log;

import java.nio.charset.StandardCharsets;

/** Finds a literal text, ignoring case. */
final class TextMatcher {

    private final String text;
    private final char lower;
    private final char upper;

    /**
     * @param text every line contains an empty one
     */
    TextMatcher(String text) {
        this.text = text;
        this.lower = text.isEmpty() ? 0 : Character.toLowerCase(text.charAt(0));
        this.upper = text.isEmpty() ? 0 : Character.toUpperCase(text.charAt(0));
    }

    boolean in(String line) {
        var last = line.length() - text.length();
        for (var at = 0; at <= last; at++) {
            if (text.isEmpty()
                    || mayStart(line.charAt(at))
                            && line.regionMatches(true, at, text, 0, text.length())) {
                return true;
            }
        }
        return false;
    }

    /**
     * The number of bytes at the end of one record that may belong to a match that continues in the
     * next: the text, an incomplete character before it, and the extra length of another case.
     */
    int overlap() {
        return 3 * text.getBytes(StandardCharsets.UTF_8).length + 4;
    }

    private boolean mayStart(char c) {
        // Only ASCII characters are compared here; others have too many cases.
        return c == lower || c == upper || c > 127 || lower > 127 || upper > 127;
    }
}
