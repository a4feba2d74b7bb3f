package dev.obtaskd.cli.manage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.api.v2.wire.account.UserChangeRequest;
import dev.obtaskd.api.v2.wire.account.UserRequest;
import dev.obtaskd.api.v2.wire.account.UserView;
import dev.obtaskd.cli.client.Query;
import dev.obtaskd.cli.command.ApiCommand;
import dev.obtaskd.cli.command.Columns;
import dev.obtaskd.cli.command.CommandException;
import dev.obtaskd.cli.command.Confirmation;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.cli.command.OutputOptions;
import dev.obtaskd.cli.output.Times;
import dev.obtaskd.text.Messages;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands for users. */
@Command(
        name = "user",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UserCommands.ListCommand.class,
            UserCommands.CreateCommand.class,
            UserCommands.ChangeCommand.class,
            UserCommands.PasswordCommand.class,
            UserCommands.DeleteCommand.class
        })
public final class UserCommands {

    private static final Messages MESSAGES = Messages.of("cli");

    private UserCommands() {}

    /** Lists the users. */
    @Command(
            name = "list",
            footer = {"  obtaskd user list"})
    static final class ListCommand extends ApiCommand {

        @Mixin private OutputOptions output = new OutputOptions();

        @Override
        protected ExitCode run() {
            var list = daemon().list(Query.of("/api/v2/users"), Integer.MAX_VALUE);
            print(output, list, UserView.class, columns(), UserView::name);
            return ExitCode.DONE;
        }

        private Columns<UserView> columns() {
            return new Columns<UserView>()
                    .with(MESSAGES.text("column.name"), UserView::name)
                    .with(MESSAGES.text("column.role"), UserView::role)
                    .with(
                            MESSAGES.text("column.disabled"),
                            user ->
                                    say(
                                            user.disabled()
                                                    ? MESSAGES.text("value.yes")
                                                    : MESSAGES.text("value.no")))
                    .with(
                            MESSAGES.text("column.created"),
                            user -> Times.at(user.createdAt(), context().clock().getZone()))
                    .with(
                            MESSAGES.text("column.last-login"),
                            user -> Times.at(user.lastLoginAt(), context().clock().getZone()))
                    .with(MESSAGES.text("column.sessions"), UserView::sessions)
                    .with(MESSAGES.text("column.tokens"), UserView::tokens);
        }
    }

    /** Creates a user. */
    @Command(
            name = "create",
            footer = {
                "  obtaskd user create ann --role TASK_MANAGER",
                "  obtaskd user create ann --role TASK_VIEWER --password-file ann.txt"
            })
    static final class CreateCommand extends ApiCommand {

        @Parameters(paramLabel = "NAME", descriptionKey = "user-name")
        private String name = "";

        @Option(names = "--role", paramLabel = "ROLE", required = true)
        private @Nullable Role role;

        @Mixin private Passwords password = new Passwords();
        @Mixin private OutputOptions output = new OutputOptions();

        @Override
        protected ExitCode run() {
            var request = new UserRequest(name, String.valueOf(role), password.readNew(context()));
            print(output, daemon().send("POST", Query.of("/api/v2/users"), request), name);
            return ExitCode.DONE;
        }
    }

    /** Changes the role of a user, or disables or enables one. */
    @Command(
            name = "change",
            footer = {
                "  obtaskd user change ann --role TASK_VIEWER",
                "  obtaskd user change ann --disable"
            })
    static final class ChangeCommand extends ApiCommand {

        @Parameters(paramLabel = "NAME", descriptionKey = "user-name")
        private String name = "";

        @Option(names = "--role", paramLabel = "ROLE")
        private @Nullable Role role;

        @Option(names = "--disable")
        private boolean disable;

        @Option(names = "--enable")
        private boolean enable;

        @Mixin private OutputOptions output = new OutputOptions();

        @Override
        protected ExitCode run() {
            if (role == null && disable == enable) {
                throw new CommandException(ExitCode.USAGE, MESSAGES.text("user.change"));
            }
            var disabled = disable == enable ? null : Boolean.valueOf(disable);
            print(
                    output,
                    change(
                            new UserChangeRequest(
                                    role == null ? null : role.name(), disabled, null)),
                    name);
            return ExitCode.DONE;
        }

        private JsonNode change(UserChangeRequest request) {
            return daemon().send("PATCH", Query.of("/api/v2/users/{}", name), request);
        }
    }

    /** Sets the password of a user. */
    @Command(
            name = "password",
            aliases = "passwd",
            footer = {"  obtaskd user password admin"})
    static final class PasswordCommand extends ApiCommand {

        @Parameters(paramLabel = "NAME", descriptionKey = "user-name")
        private String name = "";

        @Mixin private Passwords password = new Passwords();

        @Override
        protected ExitCode run() {
            var request = new UserChangeRequest(null, null, password.readNew(context()));
            daemon().send("PATCH", Query.of("/api/v2/users/{}", name), request);
            context().note(MESSAGES.text("user.password", name));
            return ExitCode.DONE;
        }
    }

    /** Deletes a user. */
    @Command(
            name = "delete",
            footer = {"  obtaskd user delete ann"})
    static final class DeleteCommand extends ApiCommand {

        @Parameters(paramLabel = "NAME", descriptionKey = "user-name")
        private String name = "";

        @Mixin private Confirmation confirmation = new Confirmation();

        @Override
        protected ExitCode run() {
            if (!confirmation.given(context(), MESSAGES.text("confirm.user", name))) {
                throw new CommandException(ExitCode.REFUSED, MESSAGES.text("confirm.no"));
            }
            daemon().send("DELETE", Query.of("/api/v2/users/{}", name), null);
            return ExitCode.DONE;
        }
    }
}
