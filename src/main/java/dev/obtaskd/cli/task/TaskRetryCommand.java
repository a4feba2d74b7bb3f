package dev.obtaskd.cli.task;

import dev.obtaskd.api.v2.wire.ReasonRequest;
import dev.obtaskd.api.v2.wire.RetryRequest;
import dev.obtaskd.cli.command.CommandException;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.text.Messages;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs what has failed again. */
@Command(
        name = "retry",
        footer = {
            "  obtaskd task retry 22130706433181307 --follow",
            "  obtaskd task retry 22130706433181307 -p size=20G --dry-run",
            "  obtaskd task retry 22130706433181307 --step check --host 10.0.0.1:2887"
        })
final class TaskRetryCommand extends OperateCommand {

    private static final Messages MESSAGES = Messages.of("cli");

    @Option(names = "--dry-run")
    private boolean dryRun;

    @Mixin private SubTaskChoice choice = new SubTaskChoice();

    @Mixin private ParameterOptions params = new ParameterOptions();

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
        return "retry";
    }

    @Override
    Object body(String id, @Nullable String reason) {
        if (!params.given()) {
            return new ReasonRequest(reason);
        }
        if (choice.made()) {
            throw new CommandException(ExitCode.USAGE, MESSAGES.text("retry.params"));
        }
        var operation = SubTaskChoice.task(daemon(), id).task().operation();
        return new RetryRequest(reason, params.read(daemon(), context(), operation));
    }
}
