package dev.obtaskd.cli.task;

import dev.obtaskd.cli.command.ApiCommand;
import dev.obtaskd.cli.command.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the progress of a task until it ends. */
@Command(
        name = "watch",
        footer = {"  obtaskd task watch 22130706433181307"})
final class TaskWatchCommand extends ApiCommand {

    @Parameters(paramLabel = "TASK", descriptionKey = "task")
    private String id = "";

    @Mixin private TimeoutOption timeout = new TimeoutOption();

    @Override
    protected ExitCode run() {
        return FollowOptions.watch(daemon(), context(), id, null, timeout.timeout);
    }
}
