package dev.obtaskd.cli.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.api.v2.wire.TaskDetailView;
import dev.obtaskd.cli.client.Json;
import dev.obtaskd.cli.client.Query;
import dev.obtaskd.cli.command.ApiCommand;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.cli.command.OutputFormat;
import dev.obtaskd.cli.command.OutputOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a task with its steps and sub tasks. */
@Command(
        name = "show",
        footer = {
            "  obtaskd task show 22130706433181307",
            "  obtaskd task show 22130706433181307 -o json | jq .state"
        })
final class TaskShowCommand extends ApiCommand {

    @Parameters(paramLabel = "TASK", descriptionKey = "task")
    private String id = "";

    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    protected ExitCode run() {
        JsonNode json = daemon().get(Query.of("/api/v2/tasks/{}", id));
        if (output.format() == OutputFormat.table) {
            new TaskSheet(context()).print(Json.read(json, TaskDetailView.class), output);
        } else {
            print(output, json, id);
        }
        return ExitCode.DONE;
    }
}
