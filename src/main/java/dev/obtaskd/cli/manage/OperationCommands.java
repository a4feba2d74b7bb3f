package dev.obtaskd.cli.manage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.api.v2.wire.OperationStepView;
import dev.obtaskd.api.v2.wire.OperationView;
import dev.obtaskd.cli.client.Json;
import dev.obtaskd.cli.client.Query;
import dev.obtaskd.cli.command.ApiCommand;
import dev.obtaskd.cli.command.Columns;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.cli.command.OutputOptions;
import dev.obtaskd.cli.command.Sheet;
import dev.obtaskd.cli.output.Cell;
import dev.obtaskd.cli.output.Style;
import dev.obtaskd.text.Messages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Commands for the catalogue. */
@Command(
        name = "operation",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            OperationCommands.ListCommand.class,
            OperationCommands.ShowCommand.class,
            OperationCheckCommand.class
        })
public final class OperationCommands {

    private static final Messages MESSAGES = Messages.of("cli");

    /** Lists the operations. */
    @Command(
            name = "list",
            footer = {"  obtaskd operation list", "  obtaskd operation list -o name"})
    static final class ListCommand extends ApiCommand {

        @Mixin private OutputOptions output = new OutputOptions();

        @Override
        protected ExitCode run() {
            var list = daemon().list(Query.of("/api/v2/operations"), Integer.MAX_VALUE);
            print(output, list, OperationView.class, columns(), OperationView::name);
            return ExitCode.DONE;
        }

        private Columns<OperationView> columns() {
            return new Columns<OperationView>()
                    .with(MESSAGES.text("column.name"), OperationView::name)
                    .with(
                            MESSAGES.text("column.title"),
                            each -> each.title() == null ? "" : say(each.title()))
                    .with(MESSAGES.text("column.scope"), OperationView::scope)
                    .with(
                            MESSAGES.text("column.maintenance"),
                            each -> each.maintenance() == null ? "" : each.maintenance().type())
                    .with(MESSAGES.text("column.rollback"), OperationView::rollback)
                    .with(MESSAGES.text("column.source"), OperationView::source)
                    .withCell(
                            MESSAGES.text("column.note"),
                            each ->
                                    each.disabled() == null
                                            ? Cell.of("")
                                            : Cell.of(flaw(each.disabled()), Style.RED));
        }
    }

    /** Shows an operation. */
    @Command(
            name = "show",
            footer = {
                "  obtaskd operation show host.inspect",
                "  obtaskd operation show host.inspect -o json | jq .params"
            })
    static final class ShowCommand extends ApiCommand {

        @Parameters(paramLabel = "OPERATION", descriptionKey = "operation-name")
        private String name = "";

        @Mixin private OutputOptions output = new OutputOptions();

        @Override
        protected ExitCode run() {
            JsonNode json = daemon().get(Query.of("/api/v2/operations/{}", name));
            if (output.human()) {
                show(Json.read(json, OperationView.class));
            } else {
                print(output, json, name);
            }
            return ExitCode.DONE;
        }

        private void show(OperationView operation) {
            var claim = operation.maintenance();
            var target = operation.target();
            new Sheet(context())
                    .field(MESSAGES.text("field.operation"), operation.name(), Style.BOLD)
                    .field(
                            MESSAGES.text("field.title"),
                            operation.title() == null ? null : say(operation.title()))
                    .field(
                            MESSAGES.text("field.description"),
                            operation.description() == null ? null : say(operation.description()))
                    .field(
                            MESSAGES.text("field.maintenance"),
                            claim == null
                                    ? null
                                    : operation.scope()
                                            + " "
                                            + claim.type()
                                            + (claim.key() == null ? "" : " " + claim.key()))
                    .field(
                            MESSAGES.text("field.target"),
                            target == null ? null : target.type() + " " + target.name())
                    .field(MESSAGES.text("field.rollback"), operation.rollback())
                    .field(
                            MESSAGES.text("field.disabled"),
                            operation.disabled() == null ? null : flaw(operation.disabled()),
                            Style.RED)
                    .print();
            if (operation.params() != null) {
                context().out().println();
                var params = ParameterTable.of(operation.params(), context());
                params.lines(true, context().colour()).forEach(context().out()::println);
            }
            context().out().println();
            output.print(context(), operation.steps(), steps());
        }

        private Columns<OperationStepView> steps() {
            return new Columns<OperationStepView>()
                    .with(MESSAGES.text("column.step"), OperationStepView::id)
                    .with(MESSAGES.text("column.title"), step -> say(step.title()))
                    .with(MESSAGES.text("column.kind"), OperationStepView::kind)
                    .with(MESSAGES.text("column.needs"), step -> String.join(", ", step.needs()))
                    .with(MESSAGES.text("column.rollback"), OperationStepView::rollback);
        }
    }

    private static String flaw(OperationView.OperationFlaw flaw) {
        return flaw.file() + ":" + flaw.line() + ": " + flaw.message();
    }

    private OperationCommands() {}
}
