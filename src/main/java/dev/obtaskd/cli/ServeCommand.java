package dev.obtaskd.cli;

import dev.obtaskd.cli.command.CommandException;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.text.Messages;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Describes the command that runs the daemon. The daemon itself starts before any command is
 * parsed, unless an argument is wrong.
 */
@Command(
        name = "serve",
        footer = {"  obtaskd serve", "  obtaskd serve -Dobtaskd.data-dir=/var/lib/obtaskd"})
final class ServeCommand implements Callable<Integer> {

    private static final Messages MESSAGES = Messages.of("cli");

    @Parameters(paramLabel = "-DNAME=VALUE", descriptionKey = "serve-property", arity = "0..*")
    private List<String> properties = List.of();

    @Override
    public Integer call() {
        throw new CommandException(
                ExitCode.USAGE, MESSAGES.text("serve.argument", String.join(" ", properties)));
    }
}
