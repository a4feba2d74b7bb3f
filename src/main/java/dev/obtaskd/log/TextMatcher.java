package dev.obtaskd.log;

import java.nio.charset.StandardCharsets;

/** A text that is searched for literally, in any case. */
final class TextMatcher {

    private final String text;
    private final char lower;
    private final char upper;

    /**
     * @param text an empty one is in every line
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
     * How many bytes at the end of one piece of a line may belong to a match that goes on in the
     * next: the text, a character cut in two before it, and as much again as another case may be
     * longer.
     */
    int overlap() {
        return 3 * text.getBytes(StandardCharsets.UTF_8).length + 4;
    }

    private boolean mayStart(char c) {
        // Other characters than ASCII have cases that are too many to ask here.
        return c == lower || c == upper || c > 127 || lower > 127 || upper > 127;
    }
}
