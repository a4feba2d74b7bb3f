package dev.obtaskd.cli.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.api.v2.wire.TaskView;
import dev.obtaskd.cli.client.Json;
import dev.obtaskd.cli.client.Query;
import dev.obtaskd.cli.command.ApiCommand;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.cli.command.OutputOptions;
import dev.obtaskd.text.Messages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts a task. */
@Command(
        name = "run",
        footer = {
            "  obtaskd task run host.inspect --follow",
            "  obtaskd task run observer.restart -p zone=zone1 --reason \"new parameters\"",
            "  obtaskd task run tenant.create --params-file tenant.json --wait --timeout 1h",
            "  ID=$(obtaskd task run host.inspect -o name) && obtaskd task wait $ID"
        })
final class TaskRunCommand extends ApiCommand {

    private static final Messages MESSAGES = Messages.of("cli");

    @Mixin private SubmitOptions submit = new SubmitOptions();
    @Mixin private FollowOptions follow = new FollowOptions();
    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    protected ExitCode run() {
        follow.check(output);
        JsonNode json =
                daemon().change(Query.of("/api/v2/tasks"), submit.request(daemon(), context()));
        var task = Json.read(json, TaskView.class);
        if (!follow.follow) {
            if (output.human()) {
                context().note(MESSAGES.text("run.started", task.name(), task.id()));
            }
            print(output, json, task.id());
            context().out().flush();
        }
        return follow.stays()
                ? FollowOptions.watch(
                        daemon(),
                        context(),
                        task.id(),
                        follow.logs(daemon(), context()),
                        follow.timeout)
                : ExitCode.DONE;
    }
}
