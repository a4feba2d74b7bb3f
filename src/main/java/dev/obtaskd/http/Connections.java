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
 * The connections that are open, and the limit of those by TCP. When it is reached, the one that has rested
 * longest makes room; if all are at work, a few more get in, where only health is answered.
 */
@ApplicationScoped
@Unremovable
public class Connections {

    /** Beyond the limit, for health. */
    static final int RESERVE = 32;

    private final HttpSettings settings;
    private final HeadWords wording;
    private final Set<Guard> open = ConcurrentHashMap.newKeySet();

    Connections(HttpSettings settings, HeadWords wording) {
        this.settings = settings;
        this.wording = wording;
    }

    /** Watches every connection that a server is going to accept. The local socket's are not limited. */
    public void watch(ServerBootstrap server, boolean local) {
        var most = settings.maxConnections().orElseGet(() -> Math.min(2_000, OpenFiles.most() / 2));
        server.handler(new ChannelInboundHandlerAdapter() {
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

    HeadWords wording() {
        return wording;
    }

    /** Puts one back that got to work while it was to make room. */
    void keep(Guard guard) {
        open.add(guard);
    }

    void closed(Guard guard) {
        open.remove(guard);
    }

    private boolean admit(Channel channel, boolean local, int most) {
        if (local) {
            Guard.attach(channel, this, false);
            return true;
        }
        var full = open.size() >= most;
        if (full && !makeRoom() && open.size() >= most + RESERVE) {
            channel.unsafe().closeForcibly();
            return false;
        }
        open.add(Guard.attach(channel, this, open.size() >= most));
        return true;
    }

    private boolean makeRoom() {
        var oldest = oldest();
        oldest.ifPresent(guard -> {
            open.remove(guard);
            guard.makeRoom();
        });
        return oldest.isPresent();
    }

    private Optional<Guard> oldest() {
        return open.stream().filter(Guard::rests).min(Comparator.comparingLong(Guard::age).reversed());
    }
}
