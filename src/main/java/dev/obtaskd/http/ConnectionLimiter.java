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
 * The connections that are open, and the limit of those by TCP. When it is reached, the one that
 * has rested longest makes room; if all are at work, a few more get in, where only health is
 * answered.
 */
@ApplicationScoped
@Unremovable
public class ConnectionLimiter {

    /** Beyond the limit, for health. */
    static final int RESERVE = 32;

    private final HttpSettings settings;
    private final UnreadableHeadWriter wording;
    private final Set<ConnectionGuard> open = ConcurrentHashMap.newKeySet();

    ConnectionLimiter(HttpSettings settings, UnreadableHeadWriter wording) {
        this.settings = settings;
        this.wording = wording;
    }

    /**
     * Watches every connection that a server is going to accept. The local socket's are not
     * limited.
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

    Duration patience() {
        return settings.requestTimeout();
    }

    UnreadableHeadWriter wording() {
        return wording;
    }

    /** Puts one back that got to work while it was to make room. */
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
