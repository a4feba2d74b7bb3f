package dev.obtaskd.cli.task;

import java.io.PrintStream;
import java.util.List;

/** Lines at the end of the output of a terminal that are drawn again in place. */
final class Screen {

    private static final String CLEAR_BELOW = "\u001b[0J";

    /** Long lines are cut by the terminal instead of wrapped, so that their number is known. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final PrintStream out;
    private int drawn;

    Screen(PrintStream out) {
        this.out = out;
    }

    /** Replaces the lines. */
    void draw(List<String> lines) {
        var text = new StringBuilder(up()).append(NO_WRAP);
        lines.forEach(line -> text.append(line).append("\u001b[0K\n"));
        out.print(text.append(CLEAR_BELOW).append(WRAP));
        out.flush();
        drawn = lines.size();
    }

    /** Removes the lines, so that other output can follow. */
    void clear() {
        out.print(up() + CLEAR_BELOW);
        drawn = 0;
    }

    private String up() {
        return drawn == 0 ? "" : "\u001b[" + drawn + "A\r";
    }
}
