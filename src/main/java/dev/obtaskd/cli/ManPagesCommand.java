package dev.obtaskd.cli;

import dev.obtaskd.cli.command.CommandException;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.cli.command.FileErrors;
import dev.obtaskd.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a manual page for each command, for packages. */
@Command(
        name = "man-pages",
        hidden = true,
        footer = {"  obtaskd man-pages /usr/share/man/man1"})
final class ManPagesCommand implements Callable<Integer> {

    private static final Messages MESSAGES = Messages.of("cli");

    @Parameters(paramLabel = "DIRECTORY", descriptionKey = "directory")
    private @Nullable Path directory;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var target = Objects.requireNonNull(directory);
        try {
            Files.createDirectories(target);
            write(Objects.requireNonNull(spec).root(), target);
            return ExitCode.DONE.number();
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.USAGE, MESSAGES.text("man-pages.file", target, FileErrors.reason(e)));
        }
    }

    private static void write(CommandSpec command, Path directory) throws IOException {
        var page = new ManPage(command);
        Files.writeString(directory.resolve(page.name() + ".1"), page.text());
        for (var part : command.subcommands().values()) {
            if (!part.getCommandSpec().usageMessage().hidden()) {
                write(part.getCommandSpec(), directory);
            }
        }
    }
}
