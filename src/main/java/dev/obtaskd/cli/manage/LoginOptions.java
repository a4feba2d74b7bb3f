package dev.obtaskd.cli.manage;

import dev.obtaskd.cli.client.Daemon;
import dev.obtaskd.cli.command.CommandContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The user whose tokens a command is about. Tokens belong to users with a password: neither the
 * local socket nor another token can have one.
 */
final class LoginOptions {

    @Option(names = "--login", paramLabel = "USER")
    private @Nullable String user;

    @Mixin private Passwords password = new Passwords();

    boolean given() {
        return user != null;
    }

    /** The daemon with the log-in, if there is one. */
    Daemon of(Daemon daemon, CommandContext context) {
        return user == null ? daemon : daemon.as(user, password.read(context));
    }
}
