package dev.obtaskd.cli.manage;

import dev.obtaskd.cli.command.CommandContext;
import dev.obtaskd.cli.command.CommandException;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.cli.command.FileErrors;
import dev.obtaskd.text.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A password: from a file, or typed. It never stands on the command line. */
final class Passwords {

    private static final Messages MESSAGES = Messages.of("cli");

    @Option(names = "--password-file", paramLabel = "FILE")
    private @Nullable String file;

    /** A new password, which is typed twice. */
    String readNew(CommandContext context) {
        return file == null ? typed(context, true) : content(file, context);
    }

    /** A password that exists. */
    String read(CommandContext context) {
        return file == null ? typed(context, false) : content(file, context);
    }

    private static String content(String file, CommandContext context) {
        try {
            var bytes =
                    file.equals("-")
                            ? context.in().readAllBytes()
                            : Files.readAllBytes(Path.of(file));
            return new String(bytes, StandardCharsets.UTF_8).replaceFirst("\r?\n$", "");
        } catch (IOException e) {
            throw usage("password.file", file, FileErrors.reason(e));
        } catch (InvalidPathException e) {
            throw usage("argument.locale", file);
        }
    }

    private static String typed(CommandContext context, boolean twice) {
        var console = context.interactive() ? System.console() : null;
        if (console == null) {
            throw usage("password.needed");
        }
        var first = console.readPassword("%s", context.say(MESSAGES.text("password.first")));
        var second =
                twice
                        ? console.readPassword("%s", context.say(MESSAGES.text("password.second")))
                        : first;
        if (first == null || second == null || !new String(first).equals(new String(second))) {
            throw usage("password.different");
        }
        return new String(first);
    }

    private static CommandException usage(String key, Object... arguments) {
        return new CommandException(ExitCode.USAGE, MESSAGES.text(key, arguments));
    }
}
