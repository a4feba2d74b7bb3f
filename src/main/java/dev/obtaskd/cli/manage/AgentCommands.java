package dev.obtaskd.cli.manage;

import dev.obtaskd.api.v2.wire.agent.AgentView;
import dev.obtaskd.cli.client.Query;
import dev.obtaskd.cli.command.ApiCommand;
import dev.obtaskd.cli.command.Columns;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.cli.command.OutputOptions;
import dev.obtaskd.cli.command.States;
import dev.obtaskd.cli.output.Times;
import dev.obtaskd.text.Messages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Commands for agents. */
@Command(
        name = "agent",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AgentCommands.ListCommand.class})
public final class AgentCommands {

    private static final Messages MESSAGES = Messages.of("cli");

    private AgentCommands() {}

    /** Lists the agents. */
    @Command(
            name = "list",
            footer = {"  obtaskd agent list"})
    static final class ListCommand extends ApiCommand {

        @Mixin private OutputOptions output = new OutputOptions();

        @Override
        protected ExitCode run() {
            var columns =
                    new Columns<AgentView>()
                            .with(MESSAGES.text("column.agent"), AgentView::address)
                            .withCell(
                                    MESSAGES.text("column.state"),
                                    agent -> States.cell(agent.state()))
                            .with(MESSAGES.text("column.version"), AgentView::version)
                            .with(
                                    MESSAGES.text("column.last-contact"),
                                    agent ->
                                            Times.at(
                                                    agent.lastContactAt(),
                                                    context().clock().getZone()));
            var list = daemon().list(Query.of("/api/v2/agents"), Integer.MAX_VALUE);
            print(output, list, AgentView.class, columns, AgentView::address);
            return ExitCode.DONE;
        }
    }
}
