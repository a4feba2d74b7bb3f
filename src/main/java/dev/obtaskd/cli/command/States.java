package dev.obtaskd.cli.command;

import dev.obtaskd.cli.output.Cell;
import dev.obtaskd.cli.output.Style;
import org.jspecify.annotations.Nullable;

/** How states of tasks, steps and sub tasks are shown. */
public final class States {

    private States() {}

    public static Style style(@Nullable String state) {
        return switch (state) {
            case "SUCCEEDED", "SKIPPED", "ACCEPTED", "UP" -> Style.GREEN;
            case "FAILED", "ROLLBACK_FAILED", "TERMINATED", "REFUSED", "DOWN" -> Style.RED;
            case "RUNNING", "ROLLING_BACK" -> Style.BLUE;
            case "TERMINATING", "CANCELING", "WAITING", "ROLLED_BACK", "ABANDONED" -> Style.YELLOW;
            case null, default -> Style.PLAIN;
        };
    }

    /** A state in a table; a state that this program does not know is null. */
    public static Cell cell(@Nullable Enum<?> state) {
        return state == null ? Cell.of("?") : Cell.of(state.name(), style(state.name()));
    }
}
