package dev.obtaskd.cli.task;

import dev.obtaskd.api.v2.wire.ReasonRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Undoes a failed task. */
@Command(
        name = "rollback",
        footer = {
            "  obtaskd task rollback 22130706433181307 --dry-run",
            "  obtaskd task rollback 22130706433181307 --follow"
        })
final class TaskRollbackCommand extends OperateCommand {

    @Option(names = "--dry-run")
    private boolean dryRun;

    @Override
    boolean dryRun() {
        return dryRun;
    }

    @Override
    String op() {
        return "rollback";
    }

    @Override
    Object body(String id, @Nullable String reason) {
        return new ReasonRequest(reason);
    }
}
