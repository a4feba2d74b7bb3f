package dev.obtaskd.catalogue.operation;

import java.util.ArrayList;
import java.util.List;

/**
 * A string split into literal text and template paths.
 *
 * @param parts in their order
 */
public record Template(List<Part> parts) {

    private static final String OPEN = "${{";
    private static final String CLOSE = "}}";

    public Template {
        parts = List.copyOf(parts);
    }

    /** A part of the string. */
    public sealed interface Part {}

    /** Literal text. */
    public record Literal(String text) implements Part {}

    /** A template path; may not exist. */
    public record Slot(String path) implements Part {}

    /** An opening without an end, and the rest of the string. */
    public record Unclosed(String text) implements Part {}

    /** Whether a string contains a template. */
    public static boolean in(String text) {
        return text.contains(OPEN);
    }

    /** Parses a string. */
    public static Template of(String text) {
        var parts = new ArrayList<Part>();
        var from = 0;
        for (var open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, from)) {
            if (open > from) {
                parts.add(new Literal(text.substring(from, open)));
            }
            var close = text.indexOf(CLOSE, open);
            if (close < 0) {
                parts.add(new Unclosed(text.substring(open)));
                return new Template(parts);
            }
            parts.add(new Slot(text.substring(open + OPEN.length(), close).strip()));
            from = close + CLOSE.length();
        }
        if (from < text.length()) {
            parts.add(new Literal(text.substring(from)));
        }
        return new Template(parts);
    }
}
