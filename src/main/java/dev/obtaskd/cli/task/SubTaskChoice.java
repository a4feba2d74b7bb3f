package dev.obtaskd.cli.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.api.v2.wire.SubTaskView;
import dev.obtaskd.api.v2.wire.TaskDetailView;
import dev.obtaskd.cli.client.Daemon;
import dev.obtaskd.cli.client.Json;
import dev.obtaskd.cli.client.Query;
import dev.obtaskd.cli.command.CommandException;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.text.Messages;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that name sub tasks of a task by their step and host. */
final class SubTaskChoice {

    private static final Messages MESSAGES = Messages.of("cli");

    @Option(names = "--step", paramLabel = "STEP", descriptionKey = "choose-step")
    @Nullable String step;

    @Option(names = "--host", paramLabel = "IP:PORT", descriptionKey = "choose-host")
    @Nullable String host;

    /** Whether there is a choice; otherwise the whole task is meant. */
    boolean made() {
        return step != null || host != null;
    }

    static TaskDetailView task(Daemon daemon, String id) {
        JsonNode json = daemon.get(Query.of("/api/v2/tasks/{}", id));
        return Json.read(json, TaskDetailView.class);
    }

    /** The sub tasks, in the order of the task; at least one. */
    List<SubTaskView> of(TaskDetailView task) {
        var chosen =
                task.subTasks().stream()
                        .filter(sub -> step == null || sub.stepId().equals(step))
                        .filter(sub -> host == null || sub.host().equals(host))
                        .toList();
        if (chosen.isEmpty()) {
            throw new CommandException(
                    ExitCode.NOT_FOUND,
                    MESSAGES.text(
                            "choice.none",
                            task.task().id(),
                            join(task.subTasks().stream().map(SubTaskView::stepId).toList()),
                            join(task.subTasks().stream().map(SubTaskView::host).toList())));
        }
        return chosen;
    }

    private static String join(List<String> values) {
        return values.stream().distinct().collect(Collectors.joining(", "));
    }
}
