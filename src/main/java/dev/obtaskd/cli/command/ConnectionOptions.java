package dev.obtaskd.cli.command;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options of all commands: which daemon to ask, and how. */
public final class ConnectionOptions {

    @Option(names = "--server", paramLabel = "URL", scope = ScopeType.INHERIT)
    @Nullable URI server;

    @Option(names = "--socket", paramLabel = "PATH", scope = ScopeType.INHERIT)
    @Nullable Path socket;

    @Option(names = "--token-file", paramLabel = "FILE", scope = ScopeType.INHERIT)
    @Nullable Path tokenFile;

    @Option(names = "--cacert", paramLabel = "FILE", scope = ScopeType.INHERIT)
    @Nullable Path cacert;
}
