package dev.obtaskd.cli.task;

import dev.obtaskd.api.v2.wire.MaintenanceType;
import dev.obtaskd.api.v2.wire.TaskScope;
import dev.obtaskd.api.v2.wire.TaskState;
import dev.obtaskd.api.v2.wire.TaskView;
import dev.obtaskd.api.v2.wire.WaitView;
import dev.obtaskd.cli.client.Query;
import dev.obtaskd.cli.command.ApiCommand;
import dev.obtaskd.cli.command.DurationConverter;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.cli.command.LimitOptions;
import dev.obtaskd.cli.command.OutputOptions;
import dev.obtaskd.cli.command.PointInTime;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists tasks, the newest first. */
@Command(
        name = "list",
        footer = {
            "  obtaskd task list --state FAILED --state ROLLBACK_FAILED",
            "  obtaskd task list --operation observer.restart --from 2d",
            "  obtaskd task list --waiting-for CLAIM --waiting-longer-than 10m",
            "  obtaskd task list --state FAILED -o name | xargs obtaskd task retry"
        })
final class TaskListCommand extends ApiCommand {

    @Option(names = "--state", paramLabel = "STATE", split = ",")
    private @Nullable List<TaskState> states;

    @Option(names = "--operation", paramLabel = "NAME")
    private @Nullable String operation;

    @Option(names = "--scope", paramLabel = "SCOPE")
    private @Nullable TaskScope scope;

    @Option(names = "--maintenance", paramLabel = "TYPE")
    private @Nullable MaintenanceType maintenance;

    @Option(names = "--initiator", paramLabel = "USER")
    private @Nullable String initiator;

    @Option(names = "--target", paramLabel = "TEXT")
    private @Nullable String target;

    @Option(names = "--target-type", paramLabel = "TYPE")
    private @Nullable String targetType;

    @Option(names = "--host", paramLabel = "IP:PORT")
    private @Nullable List<String> hosts;

    @Option(
            names = {"-q", "--search"},
            paramLabel = "TEXT")
    private @Nullable String search;

    @Option(names = "--from", paramLabel = "TIME")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME")
    private @Nullable String to;

    @Option(names = "--waiting-for", paramLabel = "KIND", split = ",")
    private @Nullable List<WaitView.Kind> waitingFor;

    @Option(
            names = "--waiting-longer-than",
            paramLabel = "DURATION",
            converter = DurationConverter.class)
    private @Nullable Duration waitingLongerThan;

    @Option(names = "--sort", paramLabel = "FIELD")
    private @Nullable String sort;

    @Option(names = "--hidden")
    private boolean hidden;

    @Mixin private LimitOptions limit = new LimitOptions();
    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    protected ExitCode run() {
        var clock = context().clock();
        var query =
                Query.of("/api/v2/tasks")
                        .withAll("state", states)
                        .with("operation", operation)
                        .with("scope", scope)
                        .with("maintenance", maintenance)
                        .with("initiator", initiator)
                        .with("target", target)
                        .with("targetType", targetType)
                        .withAll("host", hosts)
                        .with("q", search)
                        .with("from", PointInTime.of(from, clock))
                        .with("to", PointInTime.of(to, clock))
                        .withAll("waitingFor", waitingFor)
                        .with(
                                "waitingLongerThanMs",
                                waitingLongerThan == null ? null : waitingLongerThan.toMillis())
                        .with("sort", sort)
                        .with("hidden", hidden ? "true" : null);
        var tasks = daemon().list(query, limit.maximum());
        print(output, tasks, TaskView.class, new TaskColumns(context()).list(), TaskView::id);
        limit.report(tasks, output, context());
        return ExitCode.DONE;
    }
}
