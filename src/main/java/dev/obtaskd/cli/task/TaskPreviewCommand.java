package dev.obtaskd.cli.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.api.v2.wire.PreviewView;
import dev.obtaskd.api.v2.wire.PreviewView.PreviewStep;
import dev.obtaskd.cli.client.Json;
import dev.obtaskd.cli.client.Query;
import dev.obtaskd.cli.command.ApiCommand;
import dev.obtaskd.cli.command.Columns;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.cli.command.LockColumns;
import dev.obtaskd.cli.command.OutputOptions;
import dev.obtaskd.cli.command.Sheet;
import dev.obtaskd.text.Messages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what a task would do now. */
@Command(
        name = "preview",
        footer = {"  obtaskd task preview observer.restart -p zone=zone1"})
final class TaskPreviewCommand extends ApiCommand {

    private static final Messages MESSAGES = Messages.of("cli");

    @Mixin private SubmitOptions submit = new SubmitOptions();
    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    protected ExitCode run() {
        JsonNode json =
                daemon().send(
                                "POST",
                                Query.of("/api/v2/tasks/preview"),
                                submit.request(daemon(), context()));
        var preview = Json.read(json, PreviewView.class);
        if (output.human()) {
            print(preview);
        } else {
            print(output, json, preview.operation());
        }
        return preview.conflicts().isEmpty() ? ExitCode.DONE : ExitCode.CLAIM_HELD;
    }

    private void print(PreviewView preview) {
        var claim = preview.wouldHold();
        var target = preview.target();
        new Sheet(context())
                .field(
                        MESSAGES.text("field.operation"),
                        preview.operation() + " (" + say(preview.name()) + ")")
                .field(
                        MESSAGES.text("field.target"),
                        target == null ? null : target.type() + " " + target.name())
                .field(MESSAGES.text("field.hosts"), String.join(", ", preview.hosts()))
                .field(MESSAGES.text("field.params"), preview.params())
                .field(
                        MESSAGES.text("field.would-hold"),
                        claim == null
                                ? null
                                : claim.scope()
                                        + " "
                                        + claim.type()
                                        + (claim.key() == null ? "" : " " + claim.key()))
                .print();
        context().out().println();
        output.print(context(), preview.steps(), steps());
        if (!preview.conflicts().isEmpty()) {
            context().out().println();
            print(MESSAGES.text("preview.conflicts"));
            output.print(context(), preview.conflicts(), LockColumns.of(context()));
        }
    }

    private Columns<PreviewStep> steps() {
        return new Columns<PreviewStep>()
                .with(MESSAGES.text("column.step"), step -> step.step().id())
                .with(MESSAGES.text("column.title"), step -> say(step.step().title()))
                .with(
                        MESSAGES.text("column.runs"),
                        step ->
                                say(
                                        step.runs()
                                                ? MESSAGES.text("value.yes")
                                                : MESSAGES.text("value.no")))
                .with(MESSAGES.text("column.rollback"), step -> step.step().rollback())
                .with(MESSAGES.text("column.executes"), PreviewStep::text);
    }
}
