package dev.obtaskd.cli.command;

import dev.obtaskd.cli.client.Daemon;
import dev.obtaskd.cli.client.Endpoint;
import dev.obtaskd.cli.client.SocketEndpoint;
import dev.obtaskd.cli.client.TcpEndpoint;
import dev.obtaskd.cli.client.TrustedCertificates;
import dev.obtaskd.text.Language;
import dev.obtaskd.text.Messages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Chooses the daemon from options and environment: its local socket by default. */
final class DaemonConnector {

    private static final Messages MESSAGES = Messages.of("cli");

    /** Hosts to which a token may be sent without TLS. */
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private static final String DATA_DIR = "/var/lib/obtaskd";

    private final ConnectionOptions options;
    private final CommandContext context;

    DaemonConnector(ConnectionOptions options, CommandContext context) {
        this.options = options;
        this.context = context;
    }

    Daemon daemon() {
        var headers = new HashMap<String, String>();
        headers.put("User-Agent", "obtaskd/" + Version.VALUE);
        headers.put("Accept-Language", context.language() == Language.ZH ? "zh" : "en");
        var server = server();
        if (server == null) {
            if (options.tokenFile != null || options.cacert != null) {
                throw usage("connection.server-needed");
            }
            return new Daemon(new SocketEndpoint(socket()), headers);
        }
        var token = token();
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        return new Daemon(endpoint(server), headers);
    }

    /** The socket that is used unless there is a server. */
    Path socket() {
        if (options.socket != null) {
            return options.socket;
        }
        var socket = context.variable("OBTASKD_SOCKET");
        if (socket != null) {
            return path(socket);
        }
        var data = context.variable("OBTASKD_DATA_DIR");
        return path(data == null ? DATA_DIR : data).resolve("run").resolve("obtaskd.sock");
    }

    private @Nullable URI server() {
        if (options.server != null && options.socket != null) {
            throw usage("connection.both");
        }
        if (options.socket != null) {
            return null;
        }
        var variable = context.variable("OBTASKD_SERVER");
        if (options.server != null || variable == null) {
            return options.server;
        }
        try {
            return URI.create(variable);
        } catch (IllegalArgumentException e) {
            throw usage("connection.url", variable);
        }
    }

    private Endpoint endpoint(URI server) {
        var host = server.getHost();
        var path = server.getRawPath();
        if (host == null
                || server.getRawUserInfo() != null
                || server.getRawQuery() != null
                || server.getRawFragment() != null
                || path != null && !path.matches("/?")) {
            throw usage("connection.url", server);
        }
        return switch (String.valueOf(server.getScheme())) {
            case "https" -> new TcpEndpoint(server, certificates());
            case "http" -> {
                if (!LOOPBACK.contains(host)) {
                    throw usage("connection.plain", server);
                }
                yield new TcpEndpoint(server, null);
            }
            default -> throw usage("connection.url", server);
        };
    }

    private SSLContext certificates() {
        var variable = context.variable("OBTASKD_CACERT");
        var file = options.cacert != null || variable == null ? options.cacert : path(variable);
        try {
            return TrustedCertificates.of(file);
        } catch (IOException | GeneralSecurityException e) {
            throw usage("connection.cacert", String.valueOf(file), String.valueOf(e.getMessage()));
        }
    }

    private @Nullable String token() {
        if (options.tokenFile == null) {
            return checked(context.variable("OBTASKD_TOKEN"), "OBTASKD_TOKEN");
        }
        try {
            return checked(Files.readString(options.tokenFile).strip(), options.tokenFile);
        } catch (IOException e) {
            throw usage("connection.token-file", options.tokenFile, FileErrors.reason(e));
        }
    }

    /** A token must not end the header that it is sent in. */
    private static @Nullable String checked(@Nullable String token, Object origin) {
        if (token != null && !token.matches("[A-Za-z0-9_-]{1,200}")) {
            throw usage("connection.token", origin);
        }
        return token;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw usage("argument.locale", text);
        }
    }

    private static CommandException usage(String key, Object... arguments) {
        return new CommandException(ExitCode.USAGE, MESSAGES.text(key, arguments));
    }
}
