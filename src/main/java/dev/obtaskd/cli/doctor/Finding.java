package dev.obtaskd.cli.doctor;

import dev.obtaskd.cli.output.Style;
import dev.obtaskd.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * The result of a check.
 *
 * @param check what was looked at, such as {@code disk}
 * @param advice what to do; null if there is nothing to do
 */
record Finding(String check, Level level, LocalizedText text, @Nullable LocalizedText advice) {

    /** How bad it is. */
    enum Level {
        OK("✔", Style.GREEN),
        SKIPPED("-", Style.DIM),
        WARNING("!", Style.YELLOW),
        PROBLEM("✘", Style.RED);

        private final String mark;
        private final Style style;

        Level(String mark, Style style) {
            this.mark = mark;
            this.style = style;
        }

        String mark(boolean unicode) {
            if (unicode) {
                return mark;
            }
            return this == OK ? "+" : this == PROBLEM ? "x" : mark;
        }

        Style style() {
            return style;
        }
    }

    static Finding ok(String check, LocalizedText text) {
        return new Finding(check, Level.OK, text, null);
    }

    static Finding skipped(String check, LocalizedText text) {
        return new Finding(check, Level.SKIPPED, text, null);
    }

    static Finding warning(String check, LocalizedText text, LocalizedText advice) {
        return new Finding(check, Level.WARNING, text, advice);
    }

    static Finding problem(String check, LocalizedText text, LocalizedText advice) {
        return new Finding(check, Level.PROBLEM, text, advice);
    }
}
