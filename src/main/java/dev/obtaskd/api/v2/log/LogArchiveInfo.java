package dev.obtaskd.api.v2.log;

import dev.obtaskd.api.v2.wire.SubTaskView;
import dev.obtaskd.api.v2.wire.TaskDetailView;
import dev.obtaskd.api.v2.wire.TaskView;
import dev.obtaskd.json.ExactNumbers;
import dev.obtaskd.path.PlainText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task as plain text for readers of its archive. It is always English, as archives are passed on.
 */
final class LogArchiveInfo {

    private final StringBuilder text = new StringBuilder();

    private LogArchiveInfo() {}

    /** One line for each property of the task, then one for each sub task. */
    static String of(TaskDetailView detail) {
        var info = new LogArchiveInfo();
        info.head(detail.task());
        info.line("Parameters", ExactNumbers.json(detail.params()));
        detail.subTasks().forEach(info::subTask);
        return info.text.toString();
    }

    private void head(TaskView task) {
        line("Task", task.id());
        line(
                "Operation",
                task.operation() + " (" + task.name().en() + ", " + task.name().zh() + ")");
        line("State", task.state() + " " + task.direction());
        line("Cause", task.cause());
        line(
                "Claim",
                task.scope()
                        + " "
                        + task.maintenance().type()
                        + " "
                        + Objects.toString(task.maintenance().key(), ""));
        line(
                "Target",
                task.target() == null ? null : task.target().type() + " " + task.target().name());
        line("Initiator", task.initiator().user() + " (" + task.initiator().source() + ")");
        line("Reason", task.reason());
        line("Created", task.createdAt());
        line("Started", task.startedAt());
        line("Ended", task.endedAt());
        line("Progress", task.progress().done() + "/" + task.progress().total());
    }

    private void subTask(SubTaskView subTask) {
        line(
                "Sub task " + subTask.id(),
                subTask.stepId()
                        + " on "
                        + subTask.host()
                        + ": "
                        + subTask.state()
                        + ", attempts "
                        + subTask.attempt()
                        + (subTask.message() == null ? "" : ", " + subTask.message()));
    }

    /** Texts of callers must not add lines or control a terminal. */
    private void line(String name, @Nullable Object value) {
        var oneLine = Objects.toString(value, "-").strip().replaceAll("\\R", " ");
        text.append(name).append(": ").append(PlainText.of(oneLine)).append('\n');
    }
}
