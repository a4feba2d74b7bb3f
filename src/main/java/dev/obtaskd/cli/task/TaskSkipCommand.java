package dev.obtaskd.cli.task;

import dev.obtaskd.api.v2.wire.ReasonRequest;
import dev.obtaskd.cli.command.CommandException;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.text.Messages;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Counts failed sub tasks as done. */
@Command(
        name = "skip",
        footer = {
            "  obtaskd task skip 22130706433181307 --step check --reason \"checked by hand\""
        })
final class TaskSkipCommand extends OperateCommand {

    private static final Messages MESSAGES = Messages.of("cli");

    @Mixin private SubTaskChoice choice = new SubTaskChoice();

    @Override
    SubTaskChoice choice() {
        if (choice.step == null) {
            throw new CommandException(ExitCode.USAGE, MESSAGES.text("skip.step"));
        }
        return choice;
    }

    @Override
    String op() {
        return "skip";
    }

    @Override
    Object body(String id, @Nullable String reason) {
        return new ReasonRequest(reason);
    }
}
