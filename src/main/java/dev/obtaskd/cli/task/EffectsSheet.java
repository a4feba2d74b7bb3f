package dev.obtaskd.cli.task;

import dev.obtaskd.api.v2.wire.EffectsView;
import dev.obtaskd.api.v2.wire.SubTaskView;
import dev.obtaskd.api.v2.wire.TaskDetailView;
import dev.obtaskd.cli.command.CommandContext;
import dev.obtaskd.cli.command.Sheet;
import dev.obtaskd.cli.output.Style;
import dev.obtaskd.text.Messages;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What an operation would do, for people. */
final class EffectsSheet {

    private static final Messages MESSAGES = Messages.of("cli");

    private final CommandContext context;

    EffectsSheet(CommandContext context) {
        this.context = context;
    }

    void print(EffectsView effects, TaskDetailView task) {
        var subTasks =
                task.subTasks().stream()
                        .collect(Collectors.toMap(SubTaskView::id, Function.identity()));
        var sheet =
                new Sheet(context)
                        .field(
                                MESSAGES.text("field.allowed-now"),
                                context.say(
                                        effects.allowed()
                                                ? MESSAGES.text("value.yes")
                                                : MESSAGES.text("value.no")),
                                effects.allowed() ? Style.GREEN : Style.RED)
                        .field(MESSAGES.text("field.reason"), effects.reason())
                        .field(MESSAGES.text("field.runs"), names(effects.runs(), subTasks))
                        .field(MESSAGES.text("field.undoes"), names(effects.undoes(), subTasks))
                        .field(MESSAGES.text("field.claim"), effects.claim());
        for (var conflict : effects.conflicts()) {
            sheet.field(MESSAGES.text("field.conflict"), conflict.id() + " " + conflict.type());
        }
        if (effects.changes() != null) {
            for (var change : effects.changes()) {
                sheet.field(
                        MESSAGES.text("field.changes"),
                        change.field() + ": " + change.before() + " -> " + change.after());
                if (change.usedBy() != null && !change.usedBy().isEmpty()) {
                    sheet.field(MESSAGES.text("field.used-by"), names(change.usedBy(), subTasks));
                }
            }
        }
        if (effects.texts() != null) {
            for (var text : effects.texts()) {
                sheet.field(
                        MESSAGES.text("field.executes"),
                        name(text.subTaskId(), subTasks) + ": " + text.text());
            }
        }
        sheet.print();
    }

    private static String names(List<String> ids, Map<String, SubTaskView> subTasks) {
        return ids.stream().map(id -> name(id, subTasks)).collect(Collectors.joining(", "));
    }

    private static String name(String id, Map<String, SubTaskView> subTasks) {
        var subTask = subTasks.get(id);
        return subTask == null ? id : subTask.stepId() + "@" + subTask.host();
    }
}
