package dev.obtaskd.cli.task;

import dev.obtaskd.api.v2.wire.StepView;
import dev.obtaskd.api.v2.wire.SubTaskView;
import dev.obtaskd.api.v2.wire.TaskView;
import dev.obtaskd.cli.command.Columns;
import dev.obtaskd.cli.command.CommandContext;
import dev.obtaskd.cli.command.States;
import dev.obtaskd.cli.output.Times;
import dev.obtaskd.text.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables of tasks and their parts. */
final class TaskColumns {

    private static final Messages MESSAGES = Messages.of("cli");

    private final CommandContext context;

    TaskColumns(CommandContext context) {
        this.context = context;
    }

    Columns<TaskView> list() {
        return new Columns<TaskView>()
                .with(MESSAGES.text("column.id"), TaskView::id)
                .with(MESSAGES.text("column.name"), task -> context.say(task.name()))
                .withCell(MESSAGES.text("column.state"), task -> States.cell(task.state()))
                .with(MESSAGES.text("column.progress"), TaskColumns::progress)
                .with(MESSAGES.text("column.target"), TaskColumns::target)
                .with(MESSAGES.text("column.user"), task -> task.initiator().user())
                .with(MESSAGES.text("column.created"), task -> at(task.createdAt()))
                .with(
                        MESSAGES.text("column.duration"),
                        task -> duration(task.startedAt(), task.endedAt(), task.durationMs()))
                .with(MESSAGES.text("column.note"), TaskColumns::note);
    }

    Columns<StepView> steps() {
        return new Columns<StepView>()
                .with(MESSAGES.text("column.step"), StepView::id)
                .with(MESSAGES.text("column.title"), step -> context.say(step.title()))
                .with(MESSAGES.text("column.kind"), StepView::kind)
                .withCell(MESSAGES.text("column.state"), step -> States.cell(step.state()))
                .with(MESSAGES.text("column.needs"), step -> String.join(", ", step.needs()))
                .with(MESSAGES.text("column.rollback"), StepView::rollback);
    }

    Columns<SubTaskView> subTasks() {
        return new Columns<SubTaskView>()
                .with(MESSAGES.text("column.subtask"), SubTaskView::id)
                .with(MESSAGES.text("column.step"), SubTaskView::stepId)
                .with(MESSAGES.text("column.host"), SubTaskView::host)
                .withCell(MESSAGES.text("column.state"), sub -> States.cell(sub.state()))
                .with(MESSAGES.text("column.attempt"), SubTaskView::attempt)
                .with(
                        MESSAGES.text("column.duration"),
                        sub -> duration(sub.startedAt(), sub.endedAt(), sub.durationMs()))
                .with(
                        MESSAGES.text("column.note"),
                        sub -> sub.waiting() == null ? sub.message() : sub.waiting().text());
    }

    String at(@Nullable Instant instant) {
        return Times.at(instant, context.clock().getZone());
    }

    String duration(
            @Nullable Instant startedAt, @Nullable Instant endedAt, @Nullable Long durationMs) {
        if (durationMs != null) {
            return Times.duration(Duration.ofMillis(durationMs));
        }
        return startedAt == null || endedAt != null
                ? ""
                : Times.duration(Duration.between(startedAt, context.clock().instant()));
    }

    static String progress(TaskView task) {
        return task.progress().done() + "/" + task.progress().total();
    }

    static String target(TaskView task) {
        return Optional.ofNullable(task.target())
                .map(target -> target.type() + " " + target.name())
                .orElse("");
    }

    private static String note(TaskView task) {
        if (task.waiting() != null) {
            return task.waiting().text();
        }
        return task.cause() == null ? "" : task.cause().name();
    }
}
