package dev.obtaskd.cli.task;

import dev.obtaskd.api.v2.wire.StepView;
import dev.obtaskd.api.v2.wire.SubTaskView;
import dev.obtaskd.api.v2.wire.SubTaskView.SubTaskState;
import dev.obtaskd.api.v2.wire.TaskDetailView;
import dev.obtaskd.api.v2.wire.TaskState;
import dev.obtaskd.api.v2.wire.TaskView;
import dev.obtaskd.cli.command.CommandContext;
import dev.obtaskd.cli.command.States;
import dev.obtaskd.cli.output.DisplayWidth;
import dev.obtaskd.cli.output.ProgressBar;
import dev.obtaskd.cli.output.Style;
import dev.obtaskd.cli.output.VisibleText;
import dev.obtaskd.text.Messages;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A task as a line with its state, and a bar for each of its steps. */
final class ProgressView {

    private static final Messages MESSAGES = Messages.of("cli");

    /** Steps that fit on a small terminal; of more, those that have not ended are shown. */
    private static final int MAX_STEPS = 18;

    private static final int MAX_TITLE = 28;

    private static final Set<SubTaskState> DONE =
            Set.of(SubTaskState.SUCCEEDED, SubTaskState.SKIPPED, SubTaskState.ROLLED_BACK);
    private static final Set<TaskState> AT_REST = Set.of(TaskState.PENDING, TaskState.SUCCEEDED);

    private final CommandContext context;
    private final TaskColumns columns;

    ProgressView(CommandContext context) {
        this.context = context;
        this.columns = new TaskColumns(context);
    }

    List<String> lines(TaskDetailView detail) {
        var lines = new ArrayList<String>();
        lines.add(head(detail.task()));
        var subTasks =
                detail.subTasks().stream().collect(Collectors.groupingBy(SubTaskView::stepId));
        var shown = shown(detail.steps());
        var width = shown.stream().mapToInt(step -> DisplayWidth.of(title(step))).max().orElse(0);
        for (var step : shown) {
            lines.add(line(step, subTasks.getOrDefault(step.id(), List.of()), width));
        }
        if (shown.size() < detail.steps().size()) {
            lines.add(
                    "  "
                            + context.say(
                                    MESSAGES.text(
                                            "progress.more",
                                            detail.steps().size() - shown.size())));
        }
        return lines;
    }

    private String head(TaskView task) {
        var state = String.valueOf(task.state());
        var waiting = task.waiting() == null ? "" : "  " + task.waiting().text();
        return context.styled(Style.BOLD, VisibleText.of(context.say(task.name())))
                + "  "
                + VisibleText.of(task.id())
                + "  "
                + context.styled(States.style(state), state)
                + "  "
                + TaskColumns.progress(task)
                + "  "
                + columns.duration(task.startedAt(), task.endedAt(), task.durationMs())
                + context.styled(Style.DIM, VisibleText.of(waiting));
    }

    private String line(StepView step, List<SubTaskView> subTasks, int width) {
        var done = subTasks.stream().filter(sub -> DONE.contains(sub.state())).count();
        var state = step.state() == null ? "?" : step.state().name();
        var style = States.style(state);
        return "  "
                + context.styled(style, mark(step.state()))
                + " "
                + DisplayWidth.pad(title(step), width)
                + "  "
                + context.styled(style, ProgressBar.of(done, subTasks.size(), context.unicode()))
                + "  "
                + done
                + "/"
                + subTasks.size()
                + "  "
                + context.styled(style, state)
                + context.styled(Style.DIM, note(subTasks));
    }

    private static String note(Collection<SubTaskView> subTasks) {
        return subTasks.stream()
                .filter(sub -> !DONE.contains(sub.state()))
                .map(sub -> sub.waiting() == null ? sub.message() : sub.waiting().text())
                .filter(Objects::nonNull)
                .findFirst()
                .map(text -> "  " + VisibleText.of(text))
                .orElse("");
    }

    private List<StepView> shown(List<StepView> steps) {
        if (steps.size() <= MAX_STEPS) {
            return steps;
        }
        var active = steps.stream().filter(step -> !AT_REST.contains(step.state())).toList();
        return (active.isEmpty() ? steps : active).stream().limit(MAX_STEPS).toList();
    }

    private String title(StepView step) {
        return DisplayWidth.cut(VisibleText.of(context.say(step.title())), MAX_TITLE);
    }

    private String mark(@Nullable TaskState state) {
        if (!context.unicode()) {
            return Map.of(
                            TaskState.SUCCEEDED, "+",
                            TaskState.FAILED, "!",
                            TaskState.ROLLBACK_FAILED, "!",
                            TaskState.PENDING, " ")
                    .getOrDefault(state, ">");
        }
        return switch (state) {
            case SUCCEEDED -> "✔";
            case FAILED, ROLLBACK_FAILED -> "✘";
            case ROLLED_BACK -> "↶";
            case PENDING -> "·";
            case null, default -> "▸";
        };
    }
}
