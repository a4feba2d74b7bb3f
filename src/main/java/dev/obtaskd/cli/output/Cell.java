package dev.obtaskd.cli.output;

import org.jspecify.annotations.Nullable;

/**
 * A value in a table.
 *
 * @param text without control characters
 */
public record Cell(String text, Style style) {

    /** Shown for what does not exist. */
    private static final String NONE = "-";

    /** A value without attributes; its control characters become visible. */
    public static Cell of(@Nullable Object value) {
        return of(value, Style.PLAIN);
    }

    /** A value with attributes; its control characters become visible. */
    public static Cell of(@Nullable Object value, Style style) {
        var text = value == null ? "" : VisibleText.of(value.toString());
        return text.isEmpty() ? new Cell(NONE, Style.DIM) : new Cell(text, style);
    }
}
