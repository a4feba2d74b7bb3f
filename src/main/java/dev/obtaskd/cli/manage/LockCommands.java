package dev.obtaskd.cli.manage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.api.v2.wire.EffectsView;
import dev.obtaskd.api.v2.wire.LockView;
import dev.obtaskd.api.v2.wire.ReleaseRequest;
import dev.obtaskd.cli.client.Json;
import dev.obtaskd.cli.client.Query;
import dev.obtaskd.cli.command.ApiCommand;
import dev.obtaskd.cli.command.CommandException;
import dev.obtaskd.cli.command.Confirmation;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.cli.command.LimitOptions;
import dev.obtaskd.cli.command.LockColumns;
import dev.obtaskd.cli.command.OutputOptions;
import dev.obtaskd.text.Messages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands for the claims of tasks. */
@Command(
        name = "lock",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {LockCommands.ListCommand.class, LockCommands.ReleaseCommand.class})
public final class LockCommands {

    private static final Messages MESSAGES = Messages.of("cli");

    private LockCommands() {}

    /** Lists the claims that are held. */
    @Command(
            name = "list",
            footer = {"  obtaskd lock list"})
    static final class ListCommand extends ApiCommand {

        @Mixin private LimitOptions limit = new LimitOptions();
        @Mixin private OutputOptions output = new OutputOptions();

        @Override
        protected ExitCode run() {
            var list = daemon().list(Query.of("/api/v2/locks"), limit.maximum());
            print(output, list, LockView.class, LockColumns.of(context()), LockView::id);
            limit.report(list, output, context());
            return ExitCode.DONE;
        }
    }

    /** Releases the claim of a failed task. */
    @Command(
            name = "release",
            footer = {
                "  obtaskd lock release 22130706433181307 --reason \"host 10.0.0.3 is gone\"",
                "  obtaskd lock release 22130706433181307 --dry-run"
            })
    static final class ReleaseCommand extends ApiCommand {

        @Parameters(paramLabel = "LOCK", descriptionKey = "lock")
        private String id = "";

        @Option(names = "--reason", paramLabel = "TEXT")
        private String reason = "";

        @Option(names = "--dry-run")
        private boolean dryRun;

        @Mixin private Confirmation confirmation = new Confirmation();
        @Mixin private OutputOptions output = new OutputOptions();

        @Override
        protected ExitCode run() {
            var path = Query.of("/api/v2/locks/{}/release", id);
            if (dryRun) {
                path.with("dryRun", "true");
            } else if (reason.isBlank()) {
                throw new CommandException(ExitCode.USAGE, MESSAGES.text("release.reason"));
            } else if (!confirmation.given(context(), MESSAGES.text("confirm.release", id))) {
                throw new CommandException(ExitCode.REFUSED, MESSAGES.text("confirm.no"));
            }
            JsonNode json =
                    daemon().change(path, new ReleaseRequest(reason.isBlank() ? null : reason));
            var effects = Json.read(json, EffectsView.class);
            print(
                    output,
                    json,
                    output.human()
                            ? id
                                    + " "
                                    + effects.claim()
                                    + (effects.reason() == null ? "" : ": " + effects.reason())
                            : id);
            return effects.allowed() ? ExitCode.DONE : ExitCode.REFUSED;
        }
    }
}
