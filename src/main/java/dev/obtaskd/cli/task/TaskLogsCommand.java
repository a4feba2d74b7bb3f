package dev.obtaskd.cli.task;

import dev.obtaskd.api.v2.wire.TaskDetailView;
import dev.obtaskd.cli.command.ApiCommand;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.cli.output.VisibleText;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the logs of a task. */
@Command(
        name = "logs",
        footer = {
            "  obtaskd task logs 22130706433181307 --step report",
            "  obtaskd task logs 22130706433181307 -f",
            "  obtaskd task logs 22130706433181307 --grep error --tail 20"
        })
final class TaskLogsCommand extends ApiCommand {

    /** For lines of more logs than a stream of events can announce. */
    private static final Duration POLL = Duration.ofMillis(500);

    private static final Duration TICK = Duration.ofSeconds(15);

    @Parameters(paramLabel = "TASK", descriptionKey = "task")
    private String id = "";

    @Mixin private SubTaskChoice choice = new SubTaskChoice();

    @Option(names = "--attempt", paramLabel = "NUMBER")
    private int attempt;

    @Option(
            names = {"-f", "--follow"},
            descriptionKey = "logs-follow")
    private boolean follow;

    @Option(names = "--tail", paramLabel = "LINES")
    private @Nullable Integer tail;

    @Option(names = "--grep", paramLabel = "TEXT")
    private @Nullable String grep;

    @Option(names = "--timestamps")
    private boolean timestamps;

    @Option(names = "--raw")
    private boolean raw;

    @Override
    protected ExitCode run() {
        var logs =
                new TaskLogs(
                        daemon(),
                        new LogPrinter(context(), raw, timestamps),
                        choice,
                        new TaskLogs.Lines(attempt, tail, grep));
        if (!follow) {
            logs.print(SubTaskChoice.task(daemon(), id));
            logs.reasons().forEach(reason -> context().err().println(VisibleText.of(reason)));
            return ExitCode.DONE;
        }
        return new TaskWait(daemon(), context(), null).follow(id, observer(logs));
    }

    /** Prints new lines until the task ends or needs a user. */
    private TaskWait.Observer observer(TaskLogs logs) {
        return new TaskWait.Observer() {
            private boolean polled;

            @Override
            public @Nullable ExitCode read(TaskDetailView task) {
                logs.print(task);
                context().out().flush();
                return TaskProgress.end(task.task()) == null ? null : ExitCode.DONE;
            }

            @Override
            public List<String> topics(TaskDetailView task) {
                var topics = logs.topics(task);
                polled = topics.isEmpty();
                return topics;
            }

            @Override
            public Duration tick() {
                return polled ? POLL : TICK;
            }
        };
    }
}
