package dev.obtaskd.cli.manage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.obtaskd.api.v2.wire.CauseView;
import dev.obtaskd.api.v2.wire.CountsView;
import dev.obtaskd.api.v2.wire.account.MeView;
import dev.obtaskd.api.v2.wire.agent.AgentView;
import dev.obtaskd.cli.client.Json;
import dev.obtaskd.cli.client.Query;
import dev.obtaskd.cli.command.ApiCommand;
import dev.obtaskd.cli.command.Columns;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.cli.command.OutputOptions;
import dev.obtaskd.cli.command.Sheet;
import dev.obtaskd.cli.command.States;
import dev.obtaskd.cli.output.Style;
import dev.obtaskd.cli.output.Times;
import dev.obtaskd.text.Messages;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows whether the daemon works, and what needs a user. */
@Command(
        name = "status",
        footer = {"  obtaskd status", "  obtaskd status -o json"})
public final class StatusCommand extends ApiCommand {

    private static final Messages MESSAGES = Messages.of("cli");

    private static final int MAX_CAUSES = 20;

    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    protected ExitCode run() {
        var health = daemon().look(Query.of("/q/health/ready"));
        var all = JsonNodeFactory.instance.objectNode();
        var state = health.path("status").asText();
        all.put("daemon", daemon().endpoint().name());
        all.put("status", state);
        all.set("agents", daemon().list(Query.of("/api/v2/agents"), Integer.MAX_VALUE));
        all.set("user", daemon().get(Query.of("/api/v2/me")));
        all.set("counts", daemon().get(Query.of("/api/v2/tasks/counts")));
        all.set("attention", daemon().list(Query.of("/api/v2/attention"), MAX_CAUSES));
        if (output.human()) {
            var me = Json.read(all.path("user"), MeView.class);
            var counts = Json.read(all.path("counts"), CountsView.class);
            new Sheet(context())
                    .field(MESSAGES.text("field.daemon"), daemon().endpoint().name())
                    .field(MESSAGES.text("field.state"), state, States.style(state))
                    .field(MESSAGES.text("field.version"), version(all))
                    .field(
                            MESSAGES.text("field.user"),
                            me.name() + " (" + me.role() + ", " + me.via() + ")")
                    .field(MESSAGES.text("field.tasks"), counts(counts))
                    .print();
            causes(Json.readAll(all.path("attention"), CauseView.class));
        } else {
            print(output, all, state);
        }
        return state.equals("UP") ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** That of the agent which answers. */
    private static String version(JsonNode all) {
        return Json.readAll(all.path("agents"), AgentView.class).stream()
                .filter(AgentView::self)
                .map(AgentView::version)
                .findFirst()
                .orElse("");
    }

    private String counts(CountsView counts) {
        return counts.states().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private void causes(List<CauseView> causes) {
        context().out().println();
        if (causes.isEmpty()) {
            print(MESSAGES.text("status.nothing"));
            return;
        }
        context().out().println(context().styled(Style.BOLD, say(MESSAGES.text("status.needs"))));
        output.print(
                context(),
                causes,
                new Columns<CauseView>()
                        .with(MESSAGES.text("column.kind"), CauseView::kind)
                        .with(MESSAGES.text("column.title"), CauseView::title)
                        .with(MESSAGES.text("column.tasks"), CauseView::count)
                        .with(
                                MESSAGES.text("column.since"),
                                cause -> Times.at(cause.since(), context().clock().getZone()))
                        .with(MESSAGES.text("column.note"), StatusCommand::note)
                        .with(
                                MESSAGES.text("column.first-task"),
                                cause ->
                                        cause.tasks().isEmpty()
                                                ? ""
                                                : cause.tasks().getFirst().id()));
    }

    private static String note(CauseView cause) {
        var focus = cause.focus();
        return focus == null || focus.text() == null ? cause.text() : focus.text();
    }
}
