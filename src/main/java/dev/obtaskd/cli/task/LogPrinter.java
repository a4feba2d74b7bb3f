package dev.obtaskd.cli.task;

import dev.obtaskd.api.v2.wire.LogView.LogLine;
import dev.obtaskd.api.v2.wire.LogView.Stream;
import dev.obtaskd.cli.command.CommandContext;
import dev.obtaskd.cli.output.Style;
import dev.obtaskd.cli.output.VisibleText;

/** Prints lines of logs. On a terminal their control characters are visible. */
final class LogPrinter {

    private final CommandContext context;
    private final boolean raw;
    private final boolean times;

    /**
     * @param raw whether control characters are printed as they are
     * @param times whether each line begins with its time
     */
    LogPrinter(CommandContext context, boolean raw, boolean times) {
        this.context = context;
        this.raw = raw;
        this.times = times;
    }

    /**
     * Prints a line.
     *
     * @param origin of a log beside others; empty for the only one
     */
    void print(String origin, LogLine line) {
        var text = raw || !context.terminal() ? line.text() : VisibleText.ofLogLine(line.text());
        var time = times ? line.at() + " " : "";
        var prefix = origin.isEmpty() ? "" : "[" + VisibleText.of(origin) + "] ";
        context.out()
                .println(
                        context.styled(Style.DIM, time)
                                + context.styled(Style.CYAN, prefix)
                                + (line.stream() == Stream.SYSTEM
                                        ? context.styled(Style.DIM, text)
                                        : text)
                                + (line.cut() ? "…" : ""));
    }
}
