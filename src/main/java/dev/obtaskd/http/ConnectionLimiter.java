package dev.obtaskd.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits the number of open TCP connections. At the limit the connection that is idle longest is
 * closed; if all are busy, a few more are accepted for health checks only.
 */
@ApplicationScoped
@Unremovable
public class ConnectionLimiter {

    /** Connections beyond the limit, for health checks. */
    static final int RESERVE = 32;

    private final HttpSettings settings;
    private final UnreadableHeadWriter headWriter;
    private final Set<ConnectionGuard> open = ConcurrentHashMap.newKeySet();

    ConnectionLimiter(HttpSettings settings, UnreadableHeadWriter headWriter) {
        this.settings = settings;
        this.headWriter = headWriter;
    }

    /**
     * Attaches guards to the connections of a server. Those of the local socket are not limited.
     */
    public void watch(ServerBootstrap server, boolean local) {
        var most =
                settings.maxConnections()
                        .orElseGet(() -> Math.min(2_000, OpenFileLimit.most() / 2));
        server.handler(
                new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object accepted) {
                        if (admit((Channel) accepted, local, most)) {
                            context.fireChannelRead(accepted);
                        }
                    }

                    @Override
                    public boolean isSharable() {
                        return true;
                    }
                });
    }

    Duration timeout() {
        return settings.requestTimeout();
    }

    UnreadableHeadWriter headWriter() {
        return headWriter;
    }

    /** Keeps a connection that became busy before it could be closed. */
    void keep(ConnectionGuard guard) {
        open.add(guard);
    }

    void closed(ConnectionGuard guard) {
        open.remove(guard);
    }

    private boolean admit(Channel channel, boolean local, int most) {
        if (local) {
            ConnectionGuard.attach(channel, this, false);
            return true;
        }
        var full = open.size() >= most;
        if (full && !makeRoom() && open.size() >= most + RESERVE) {
            channel.unsafe().closeForcibly();
            return false;
        }
        open.add(ConnectionGuard.attach(channel, this, open.size() >= most));
        return true;
    }

    private boolean makeRoom() {
        var oldest = oldest();
        oldest.ifPresent(
                guard -> {
                    open.remove(guard);
                    guard.makeRoom();
                });
        return oldest.isPresent();
    }

    private Optional<ConnectionGuard> oldest() {
        return open.stream()
                .filter(ConnectionGuard::rests)
                .min(Comparator.comparingLong(ConnectionGuard::age).reversed());
    }
}
