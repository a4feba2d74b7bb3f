package dev.obtaskd.security;

import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;
import org.jboss.logging.Logger;

/** The user at the other end of the {@link LocalSocket}, from the kernel. */
@ApplicationScoped
public class UnixPeerCredentials {

    private static final Logger LOG = Logger.getLogger(UnixPeerCredentials.class);
    private static final String ROOT = "0";

    private final LocalSocket socket;

    UnixPeerCredentials(LocalSocket socket) {
        this.socket = socket;
    }

    /** Whether a request arrived by the local socket, from any user. */
    public static boolean local(HttpServerRequest request) {
        return channel(request).isPresent();
    }

    /**
     * The administrator, if the request comes from root or the user of the daemon by the socket;
     * otherwise empty.
     */
    public Optional<SecurityIdentity> identity(HttpServerRequest request) {
        return channel(request)
                .filter(this::admitted)
                .map(channel -> UserRole.ADMIN.identity(InitialAdmin.NAME, LoginMethod.SOCKET));
    }

    private static Optional<NioDomainSocketChannel> channel(HttpServerRequest request) {
        return request.connection() instanceof ConnectionBase connection
                        && connection.channel() instanceof NioDomainSocketChannel channel
                ? Optional.of(channel)
                : Optional.empty();
    }

    private boolean admitted(NioDomainSocketChannel channel) {
        try {
            var peer =
                    channel.config()
                            .getOption(NioChannelOption.of(ExtendedSocketOptions.SO_PEERCRED));
            return peer != null
                    && (peer.user().equals(socket.owner()) || peer.user().equals(root()));
        } catch (IOException | RuntimeException e) {
            LOG.warn("Refused a caller on the local socket: cannot determine its user", e);
            return false;
        }
    }

    /** Users are compared by number, because there may be no user with that name. */
    private static UserPrincipal root() throws IOException {
        return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(ROOT);
    }
}
