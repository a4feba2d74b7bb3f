package dev.obtaskd.cli.task;

import dev.obtaskd.api.v2.wire.TaskDetailView;
import dev.obtaskd.api.v2.wire.TaskState;
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

/** Waits until tasks have ended or need a user. */
@Command(
        name = "wait",
        footer = {
            "  obtaskd task wait 22130706433181307 --timeout 10m",
            "  obtaskd task wait 22130706433181307 --for RUNNING"
        })
final class TaskWaitCommand extends ApiCommand {

    private static final Duration TICK = Duration.ofSeconds(30);

    @Parameters(paramLabel = "TASK", descriptionKey = "tasks", arity = "1..*")
    private List<String> ids = List.of();

    @Option(names = "--for", paramLabel = "STATE", split = ",")
    private @Nullable List<TaskState> states;

    @Mixin private TimeoutOption timeout = new TimeoutOption();

    @Override
    protected ExitCode run() {
        var start = System.nanoTime();
        var code = ExitCode.DONE;
        for (var id : ids) {
            var wait = new TaskWait(daemon(), context(), left(start));
            var end = wait.follow(id, observer());
            code = code == ExitCode.DONE ? end : code;
        }
        return code;
    }

    /** The time limit is for all tasks together. */
    private @Nullable Duration left(long start) {
        return timeout.timeout == null
                ? null
                : timeout.timeout.minusNanos(System.nanoTime() - start);
    }

    private TaskWait.Observer observer() {
        return new TaskWait.Observer() {
            @Override
            public @Nullable ExitCode read(TaskDetailView detail) {
                var task = detail.task();
                var reached = states != null && states.contains(task.state());
                var end = reached ? ExitCode.DONE : TaskProgress.end(task);
                if (end != null) {
                    context().out().println(VisibleText.of(task.id() + " " + task.state()));
                }
                return end;
            }

            @Override
            public Duration tick() {
                return TICK;
            }
        };
    }
}
