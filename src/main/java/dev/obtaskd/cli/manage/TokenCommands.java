package dev.obtaskd.cli.manage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.obtaskd.api.v2.wire.account.MeView;
import dev.obtaskd.api.v2.wire.account.TokenRequest;
import dev.obtaskd.api.v2.wire.account.TokenView;
import dev.obtaskd.cli.client.Daemon;
import dev.obtaskd.cli.client.Json;
import dev.obtaskd.cli.client.Query;
import dev.obtaskd.cli.client.RefusedException;
import dev.obtaskd.cli.command.ApiCommand;
import dev.obtaskd.cli.command.Columns;
import dev.obtaskd.cli.command.CommandException;
import dev.obtaskd.cli.command.ExitCode;
import dev.obtaskd.cli.command.OutputOptions;
import dev.obtaskd.cli.output.Times;
import dev.obtaskd.text.Messages;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands for bearer tokens. */
@Command(
        name = "token",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TokenCommands.ListCommand.class,
            TokenCommands.CreateCommand.class,
            TokenCommands.RevokeCommand.class
        })
public final class TokenCommands {

    private static final Messages MESSAGES = Messages.of("cli");

    private TokenCommands() {}

    /** Lists tokens. */
    @Command(
            name = "list",
            footer = {
                "  obtaskd token list",
                "  obtaskd token list --login ann",
                "  obtaskd token list --owner ann"
            })
    static final class ListCommand extends ApiCommand {

        private static final int NOT_FOUND = 404;

        @Option(names = "--owner", paramLabel = "USER")
        private @Nullable String owner;

        @Mixin private LoginOptions login = new LoginOptions();
        @Mixin private OutputOptions output = new OutputOptions();

        @Override
        protected ExitCode run() {
            print(
                    output,
                    tokens(login.of(daemon(), context())),
                    TokenView.class,
                    columns(),
                    TokenView::id);
            return ExitCode.DONE;
        }

        /** Those of all users for a caller of the local socket, who has none. */
        private JsonNode tokens(Daemon daemon) {
            var me = Json.read(daemon.get(Query.of("/api/v2/me")), MeView.class);
            if (owner != null || me.via() != MeView.Via.SOCKET) {
                return tokens(daemon, owner);
            }
            var all = JsonNodeFactory.instance.objectNode();
            var items = all.putArray("items");
            for (var user : all(daemon, Query.of("/api/v2/users")).path("items")) {
                addTokens(daemon, user.path("name").asText(), items);
            }
            return all.put("more", false);
        }

        private static void addTokens(Daemon daemon, String user, ArrayNode items) {
            try {
                tokens(daemon, user).path("items").forEach(items::add);
            } catch (RefusedException e) {
                // Deleted since the list of users was read.
                if (e.problem().status() != NOT_FOUND) {
                    throw e;
                }
            }
        }

        private static JsonNode tokens(Daemon daemon, @Nullable String owner) {
            return all(daemon, Query.of("/api/v2/tokens").with("owner", owner));
        }

        private static JsonNode all(Daemon daemon, Query query) {
            return daemon.list(query, Integer.MAX_VALUE);
        }

        private Columns<TokenView> columns() {
            var zone = context().clock().getZone();
            return new Columns<TokenView>()
                    .with(MESSAGES.text("column.id"), TokenView::id)
                    .with(MESSAGES.text("column.name"), TokenView::name)
                    .with(MESSAGES.text("column.owner"), TokenView::owner)
                    .with(MESSAGES.text("column.role"), TokenView::role)
                    .with(
                            MESSAGES.text("column.created"),
                            token -> Times.at(token.createdAt(), zone))
                    .with(
                            MESSAGES.text("column.expires"),
                            token -> Times.at(token.expiresAt(), zone))
                    .with(
                            MESSAGES.text("column.last-used"),
                            token -> Times.at(token.lastUsedAt(), zone));
        }
    }

    /** Creates a token. */
    @Command(
            name = "create",
            footer = {
                "  obtaskd token create monitoring --login ann --role TASK_VIEWER --days 30",
                "  (umask 077; obtaskd token create deploy --login ann > ~/.obtaskd-token)"
            })
    static final class CreateCommand extends ApiCommand {

        @Parameters(paramLabel = "NAME", descriptionKey = "token-name")
        private String name = "";

        @Option(names = "--role", paramLabel = "ROLE")
        private @Nullable Role role;

        @Option(names = "--days", paramLabel = "NUMBER")
        private @Nullable Integer days;

        @Mixin private LoginOptions login = new LoginOptions();
        @Mixin private OutputOptions output = new OutputOptions();

        @Override
        protected ExitCode run() {
            if (!login.given()) {
                throw new CommandException(ExitCode.USAGE, MESSAGES.text("token.login"));
            }
            var request = new TokenRequest(name, role == null ? null : role.name(), days);
            JsonNode json =
                    login.of(daemon(), context()).send("POST", Query.of("/api/v2/tokens"), request);
            if (output.human()) {
                context().note(MESSAGES.text("token.created", json.path("id").asText()));
            }
            print(output, json, json.path(output.human() ? "secret" : "id").asText());
            return ExitCode.DONE;
        }
    }

    /** Revokes a token. */
    @Command(
            name = "revoke",
            footer = {
                "  obtaskd token revoke 4f1c09aa27be",
                "  obtaskd token revoke 4f1c09aa27be --login ann"
            })
    static final class RevokeCommand extends ApiCommand {

        @Parameters(paramLabel = "TOKEN", descriptionKey = "token")
        private String id = "";

        @Mixin private LoginOptions login = new LoginOptions();

        @Override
        protected ExitCode run() {
            login.of(daemon(), context()).send("DELETE", Query.of("/api/v2/tokens/{}", id), null);
            return ExitCode.DONE;
        }
    }
}
