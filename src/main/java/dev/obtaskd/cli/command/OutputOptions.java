package dev.obtaskd.cli.command;

import dev.obtaskd.cli.output.Table;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of commands that print data. */
public final class OutputOptions {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table")
    OutputFormat format = OutputFormat.table;

    @Option(names = "--no-headers")
    boolean noHeaders;

    public OutputFormat format() {
        return format;
    }

    /** Whether the output is for people. */
    public boolean human() {
        return format == OutputFormat.table;
    }

    /** Prints items as a table. */
    public <T> void print(CommandContext context, List<T> items, Columns<T> columns) {
        var table = new Table(columns.titles().stream().map(context::say).toList());
        items.forEach(item -> table.add(columns.cells(item)));
        table.lines(!noHeaders, context.colour()).forEach(context.out()::println);
    }
}
