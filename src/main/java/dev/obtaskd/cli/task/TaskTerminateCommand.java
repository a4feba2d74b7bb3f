package dev.obtaskd.cli.task;

import dev.obtaskd.api.v2.wire.ReasonRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops a task. */
@Command(
        name = "terminate",
        footer = {
            "  obtaskd task terminate 22130706433181307 --reason \"wrong host\"",
            "  obtaskd task terminate 22130706433181307 --wait"
        })
final class TaskTerminateCommand extends OperateCommand {

    @Option(names = "--dry-run")
    private boolean dryRun;

    @Mixin private SubTaskChoice choice = new SubTaskChoice();

    @Override
    boolean dryRun() {
        return dryRun;
    }

    @Override
    SubTaskChoice choice() {
        return choice;
    }

    @Override
    String op() {
        return "terminate";
    }

    @Override
    Object body(String id, @Nullable String reason) {
        return new ReasonRequest(reason);
    }
}
