package dev.obtaskd.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.text.Messages;
import picocli.CommandLine.Option;

/** Options of commands that print lists of any length. */
public final class LimitOptions {

    private static final Messages MESSAGES = Messages.of("cli");

    @Option(names = "--limit", paramLabel = "NUMBER", defaultValue = "50")
    int limit = 50;

    @Option(names = "--all")
    boolean all;

    /** Maximum number of items. */
    public int maximum() {
        if (limit < 1) {
            throw new CommandException(ExitCode.USAGE, MESSAGES.text("argument.limit", limit));
        }
        return all ? Integer.MAX_VALUE : limit;
    }

    /** Says that a table does not have all items. */
    public void report(JsonNode list, OutputOptions output, CommandContext context) {
        if (output.human() && list.path("more").booleanValue()) {
            context.note(MESSAGES.text("list.more", list.path("items").size()));
        }
    }
}
