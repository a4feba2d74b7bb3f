package dev.obtaskd.catalogue.operation;

import java.util.ArrayList;
import java.util.List;

/**
 * A string cut into what stands there literally and the paths to fill in.
 *
 * @param parts in their order
 */
public record Template(List<Part> parts) {

    private static final String OPEN = "${{";
    private static final String CLOSE = "}}";

    public Template {
        parts = List.copyOf(parts);
    }

    /** A piece of the string. */
    public sealed interface Part {}

    /** Stands for itself. */
    public record Literal(String text) implements Part {}

    /** Stands for a value; not necessarily a path that exists. */
    public record Slot(String path) implements Part {}

    /** An opening that is never closed, and what follows it. */
    public record Unclosed(String text) implements Part {}

    /** Whether a string holds a template at all. */
    public static boolean in(String text) {
        return text.contains(OPEN);
    }

    /** Cuts a string. */
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
