package dev.obtaskd.cli;

import dev.obtaskd.cli.command.CommandContext;
import dev.obtaskd.cli.command.CommandException;
import dev.obtaskd.cli.command.ErrorMessages;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.cli.command.HelpBundle;
import dev.obtaskd.cli.command.OperationFileCheck;
import dev.obtaskd.cli.command.UsageErrors;
import dev.obtaskd.text.Messages;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParseResult;

/** Runs one command and returns its exit code. */
public final class CommandLineClient {

    private static final Messages MESSAGES = Messages.of("cli");

    private static final String HELP = "help";

    private CommandLineClient() {}

    /**
     * Runs a command with the streams and the environment of this process.
     *
     * @param clock with the time zone of the user
     * @param check for operation files
     * @return the exit code
     */
    public static int run(Clock clock, OperationFileCheck check, String... args) {
        var out = stream(FileDescriptor.out, "stdout.encoding", false);
        var terminal = terminal(1);
        var context =
                new CommandContext(
                        System.getenv(),
                        System.in,
                        out,
                        stream(FileDescriptor.err, "stderr.encoding", true),
                        terminal,
                        terminal && terminal(0),
                        clock);
        try {
            return run(context, check, args);
        } finally {
            out.flush();
        }
    }

    /** Runs a command. */
    public static int run(CommandContext context, OperationFileCheck check, String... args) {
        var errors = new ErrorMessages(context);
        try {
            representable(args);
            return commandLine(context, check)
                    .setParameterExceptionHandler(new UsageErrors(context))
                    .setExecutionExceptionHandler(
                            (Exception failure, CommandLine command, ParseResult parsed) ->
                                    errors.report(failure).number())
                    .execute(withoutHelp(args));
        } catch (RuntimeException failure) {
            return errors.report(failure).number();
        }
    }

    /** {@code help task list} means {@code task list --help}. */
    private static String[] withoutHelp(String... args) {
        var words = new ArrayList<>(List.of(args));
        if (!words.isEmpty() && words.getFirst().equals(HELP)) {
            words.removeFirst();
            words.add("--help");
        }
        return words.toArray(String[]::new);
    }

    /** A locale that lacks the characters of an argument has replaced them. */
    private static void representable(String... args) {
        for (var arg : args) {
            if (arg.indexOf('\uFFFD') >= 0) {
                throw new CommandException(ExitCode.USAGE, MESSAGES.text("argument.locale", arg));
            }
        }
    }

    /** The commands, with their descriptions. */
    static CommandLine commandLine(CommandContext context, OperationFileCheck check) {
        var line = new CommandLine(new Obtaskd(context, check));
        line.setResourceBundle(new HelpBundle(context.language()));
        line.setOut(new PrintWriter(context.out(), true));
        line.setErr(new PrintWriter(context.err(), true));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        // That of picocli needs reflection, which a native executable lacks.
        line.registerConverter(Path.class, text -> Path.of(text));
        line.setUsageHelpWidth(100);
        plain(line);
        line.setColorScheme(
                CommandLine.Help.defaultColorScheme(context.colour() ? Ansi.ON : Ansi.OFF));
        return line;
    }

    /** In the help of each command its own options come first, and then those of all commands. */
    private static void plain(CommandLine line) {
        line.getCommandSpec().usageMessage().sortOptions(false).abbreviateSynopsis(true);
        line.getSubcommands().values().forEach(CommandLineClient::plain);
    }

    /**
     * A stream in the encoding of the locale. Without a locale the encoding is ASCII, and UTF-8 is
     * what the reader most likely expects.
     *
     * @param flushed whether each line is written at once
     */
    private static PrintStream stream(FileDescriptor descriptor, String property, boolean flushed) {
        var name = System.getProperty(property, System.getProperty("native.encoding", "UTF-8"));
        var encoding = Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
        var ascii = encoding.equals(StandardCharsets.US_ASCII);
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), 8192),
                flushed,
                ascii ? StandardCharsets.UTF_8 : encoding);
    }

    /** Whether a file descriptor of this process is a terminal. */
    private static boolean terminal(int descriptor) {
        try {
            var file = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return file.startsWith("/dev/pts/")
                    || file.startsWith("/dev/tty")
                    || file.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }
}
