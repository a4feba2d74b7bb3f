package dev.obtaskd.cli.task;

import dev.obtaskd.api.v2.wire.AllowedOperationView;
import dev.obtaskd.api.v2.wire.TaskDetailView;
import dev.obtaskd.api.v2.wire.TaskView;
import dev.obtaskd.cli.command.CommandContext;
import dev.obtaskd.cli.command.OutputOptions;
import dev.obtaskd.cli.command.Sheet;
import dev.obtaskd.cli.command.States;
import dev.obtaskd.cli.output.Style;
import dev.obtaskd.text.Messages;
import java.util.stream.Collectors;

/** One task for people: what it is, what it waits for or failed with, and its parts. */
final class TaskSheet {

    private static final Messages MESSAGES = Messages.of("cli");

    private final CommandContext context;
    private final TaskColumns columns;

    TaskSheet(CommandContext context) {
        this.context = context;
        this.columns = new TaskColumns(context);
    }

    void print(TaskDetailView detail, OutputOptions output) {
        var task = detail.task();
        var sheet = new Sheet(context);
        head(sheet, task);
        sheet.field(MESSAGES.text("field.params"), detail.params().toString());
        var released = detail.claimReleased();
        if (released != null) {
            sheet.field(
                    MESSAGES.text("field.released"),
                    columns.at(released.at()) + " " + released.by() + ": " + released.reason());
        }
        var focus = detail.focus();
        if (focus != null && focus.text() != null) {
            var failed = TaskProgress.needsUser(task);
            sheet.field(
                    failed ? MESSAGES.text("field.error") : MESSAGES.text("field.log"),
                    focus.text(),
                    failed ? Style.RED : Style.PLAIN);
        }
        sheet.field(MESSAGES.text("field.allowed"), allowed(task));
        sheet.print();
        context.out().println();
        output.print(context, detail.steps(), columns.steps());
        context.out().println();
        output.print(context, detail.subTasks(), columns.subTasks());
    }

    private void head(Sheet sheet, TaskView task) {
        var waiting = task.waiting();
        var claim = task.maintenance();
        sheet.field(MESSAGES.text("field.task"), task.id(), Style.BOLD)
                .field(
                        MESSAGES.text("field.operation"),
                        task.operation() + " (" + context.say(task.name()) + ")")
                .field(
                        MESSAGES.text("field.state"),
                        state(task),
                        States.style(task.state() == null ? null : task.state().name()))
                .field(MESSAGES.text("field.waiting"), waiting == null ? null : waiting.text())
                .field(MESSAGES.text("field.progress"), TaskColumns.progress(task))
                .field(MESSAGES.text("field.target"), TaskColumns.target(task))
                .field(
                        MESSAGES.text("field.maintenance"),
                        task.scope()
                                + " "
                                + claim.type()
                                + (claim.key() == null ? "" : " " + claim.key())
                                + (task.claimHeld()
                                        ? context.say(MESSAGES.text("field.claim-held"))
                                        : ""))
                .field(
                        MESSAGES.text("field.initiator"),
                        task.initiator().user() + " (" + task.initiator().source() + ")")
                .field(MESSAGES.text("field.parent"), task.parentId())
                .field(MESSAGES.text("field.reason"), task.reason())
                .field(MESSAGES.text("field.created"), columns.at(task.createdAt()))
                .field(MESSAGES.text("field.started"), columns.at(task.startedAt()))
                .field(MESSAGES.text("field.ended"), columns.at(task.endedAt()))
                .field(
                        MESSAGES.text("field.duration"),
                        columns.duration(task.startedAt(), task.endedAt(), task.durationMs()));
    }

    private static String state(TaskView task) {
        return task.state() + (task.cause() == null ? "" : " (" + task.cause() + ")");
    }

    static String allowed(TaskView task) {
        return task.operations().stream()
                .filter(AllowedOperationView::allowed)
                .map(AllowedOperationView::op)
                .collect(Collectors.joining(", "));
    }
}
