package dev.obtaskd.cli.task;

import dev.obtaskd.cli.client.Daemon;
import dev.obtaskd.cli.command.CommandContext;
import dev.obtaskd.cli.command.CommandException;
import dev.obtaskd.cli.command.DurationConverter;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.cli.command.OutputOptions;
import dev.obtaskd.text.Messages;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands that can stay with a task until it ends. */
final class FollowOptions {

    private static final Messages MESSAGES = Messages.of("cli");

    @Option(names = {"-f", "--follow"})
    boolean follow;

    @Option(names = "--wait")
    boolean wait;

    @Option(names = "--timeout", paramLabel = "DURATION", converter = DurationConverter.class)
    @Nullable Duration timeout;

    /** Logs and a document on the same stream would be neither. */
    void check(OutputOptions output) {
        if (follow && !output.human()) {
            throw new CommandException(ExitCode.USAGE, MESSAGES.text("follow.output"));
        }
    }

    /** Whether the command stays with the task. */
    boolean stays() {
        return follow || wait;
    }

    /** The logs to print; null for none. */
    @Nullable TaskLogs logs(Daemon daemon, CommandContext context) {
        return follow
                ? new TaskLogs(
                        daemon,
                        new LogPrinter(context, false, false),
                        new SubTaskChoice(),
                        TaskLogs.Lines.ALL)
                : null;
    }

    /** Shows a task until it ends. A user who interrupts it is told that the task goes on. */
    static ExitCode watch(
            Daemon daemon,
            CommandContext context,
            String id,
            @Nullable TaskLogs logs,
            @Nullable Duration timeout) {
        var interrupted =
                new Thread(
                        () -> {
                            context.err().println();
                            context.note(MESSAGES.text("follow.interrupted", id));
                            context.err().flush();
                        });
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            return new TaskWait(daemon, context, timeout)
                    .follow(id, new TaskObserver(context, logs));
        } finally {
            removeHook(interrupted);
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException interrupted) {
            // The hook is running.
        }
    }
}
