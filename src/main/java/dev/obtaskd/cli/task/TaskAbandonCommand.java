package dev.obtaskd.cli.task;

import dev.obtaskd.api.v2.wire.ReasonRequest;
import dev.obtaskd.cli.command.Confirmation;
import dev.obtaskd.text.Messages;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives a failed task up. */
@Command(
        name = "abandon",
        footer = {"  obtaskd task abandon 22130706433181307 --reason \"repaired by hand\""})
final class TaskAbandonCommand extends OperateCommand {

    private static final Messages MESSAGES = Messages.of("cli");

    @Option(names = "--dry-run")
    private boolean dryRun;

    @Mixin private Confirmation confirmation = new Confirmation();

    @Override
    boolean dryRun() {
        return dryRun;
    }

    @Override
    boolean confirmed(List<String> tasks) {
        return confirmation.given(
                context(), MESSAGES.text("confirm.abandon", String.join(", ", tasks)));
    }

    @Override
    String op() {
        return "abandon";
    }

    @Override
    Object body(String id, @Nullable String reason) {
        return new ReasonRequest(reason);
    }
}
