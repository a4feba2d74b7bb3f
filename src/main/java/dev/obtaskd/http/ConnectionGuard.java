package dev.obtaskd.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one connection is doing, and how long it may. The server's own limits are of bytes only; a
 * head that comes too slowly, and what is still sent after an answer, end here. Everything but
 * {@link #rests} and {@link #age} happens on the connection's event loop.
 */
final class ConnectionGuard {

    private static final AttributeKey<ConnectionGuard> KEY =
            AttributeKey.valueOf(ConnectionGuard.class.getName());

    /** Requests that a client may send ahead of their answers. */
    private static final int MOST_AHEAD = 100;

    /** How often a connection may wait for its next request as long as for a head. */
    private static final int REST = 6;

    /** How long bytes are thrown away that a client still sends after its answer. */
    private static final long DRAIN = TimeUnit.SECONDS.toNanos(2);

    private enum Phase {
        /** A head is expected or on its way. */
        HEAD,
        /** A request is read or answered. */
        WORK,
        /** Everything was answered. */
        REST,
        /** The last answer was sent, the connection ends. */
        END
    }

    private final Channel channel;
    private final ConnectionLimiter connections;
    private final boolean reserved;
    private final ConnectionHandlers handlers;
    private Phase phase = Phase.HEAD;
    private long deadline;
    private boolean anyByte;
    private boolean newHead;
    private @Nullable ScheduledFuture<?> timer;
    private int unanswered;
    private boolean receiving;
    private boolean closing;
    private boolean brokenChunks;
    private @Nullable Runnable onBroken;

    /** Bytes have come that no request was made of yet. */
    private boolean ahead;

    private volatile boolean resting = true;
    private volatile long since = System.nanoTime();

    private ConnectionGuard(Channel channel, ConnectionLimiter connections, boolean reserved) {
        this.channel = channel;
        this.connections = connections;
        this.reserved = reserved;
        this.handlers = new ConnectionHandlers(this);
    }

    /** Begins to watch a connection that was just accepted. */
    static ConnectionGuard attach(
            Channel channel, ConnectionLimiter connections, boolean reserved) {
        var guard = new ConnectionGuard(channel, connections, reserved);
        channel.attr(KEY).set(guard);
        channel.pipeline().addFirst(guard.handlers.ofBytes());
        channel.closeFuture().addListener(closed -> connections.closed(guard));
        return guard;
    }

    /** The guard of the connection that a request came by. */
    static Optional<ConnectionGuard> of(HttpServerRequest request) {
        return request.connection() instanceof ConnectionBase connection
                ? Optional.ofNullable(connection.channel().attr(KEY).get())
                : Optional.empty();
    }

    /** Whether it got in beyond the limit, for health only. */
    boolean reserved() {
        return reserved;
    }

    /** Whether it may be closed to make room. */
    boolean rests() {
        return resting;
    }

    /** How long it has been doing what it does, in nanoseconds. */
    long age() {
        return System.nanoTime() - since;
    }

    /** Closes it, unless it has got to work meanwhile. */
    void makeRoom() {
        channel.eventLoop()
                .execute(
                        () -> {
                            if (resting) {
                                channel.close();
                            } else if (channel.isOpen()) {
                                connections.keep(this);
                            }
                        });
    }

    /** What it reads from now on is no loss. */
    void dispensable() {
        rest(true);
    }

    void indispensable() {
        rest(false);
    }

    /** Runs instead of the connection's end if the body that is read turns out broken. */
    void onBroken(Runnable answer) {
        onBroken = answer;
        if (brokenChunks) {
            answer.run();
        }
    }

    void opened() {
        deadline = System.nanoTime() + patience();
        arm(patience());
    }

    void bytes() {
        anyByte = true;
        if (phase == Phase.REST) {
            phase = Phase.HEAD;
            deadline = System.nanoTime() + patience();
            newHead = true;
        } else if (phase == Phase.WORK && !receiving) {
            ahead = true;
        }
    }

    /** Everything that had come was looked at; a head that is complete now needs no timer. */
    void looked() {
        if (phase == Phase.HEAD && newHead) {
            arm(patience());
        }
        newHead = false;
    }

    /**
     * A head has come.
     *
     * @return false if the client sends more than it wants to have answered
     */
    boolean head(boolean body) {
        phase = Phase.WORK;
        rest(false);
        unanswered++;
        receiving = body;
        onBroken = null;
        brokenChunks = false;
        ahead = false;
        return unanswered <= MOST_AHEAD && channel.isWritable();
    }

    /** The server began a request, whose head may have passed before this could see it. */
    void began() {
        if (phase == Phase.HEAD || phase == Phase.REST) {
            head(false);
        }
    }

    void received() {
        receiving = false;
        if (phase == Phase.END) {
            channel.close();
        }
    }

    /** The chunks of a body make no sense; nothing after them does. */
    void chunksBroken() {
        closing = true;
        brokenChunks = true;
        if (onBroken != null) {
            onBroken.run();
        } else if (unanswered == 0) {
            channel.close();
        }
    }

    boolean ended() {
        return phase == Phase.END;
    }

    /** Whether the answer that begins now is the last on this connection. */
    boolean last(boolean said) {
        closing |= said || receiving && unanswered <= 1;
        return closing;
    }

    void answered() {
        unanswered--;
        if (!channel.isOpen()) {
            return;
        }
        if (closing) {
            end();
        } else if (unanswered <= 0) {
            unanswered = 0;
            next();
        }
    }

    private void next() {
        rest(true);
        phase = ahead ? Phase.HEAD : Phase.REST;
        var longest = ahead ? patience() : REST * patience();
        deadline = System.nanoTime() + longest;
        if (timer == null || ahead) {
            arm(longest);
        }
    }

    /** Refuses a head, if everything before it was answered. */
    void refuse(ChannelHandlerContext context, RequestFault fault) {
        closing = true;
        if (unanswered == 0) {
            phase = Phase.END;
            handlers.write(context, connections.wording().answer(fault)).addListener(sent -> end());
        }
    }

    /** Ends the connection in a way that lets a client that is still sending see the answer. */
    private void end() {
        phase = Phase.END;
        rest(true);
        if (!(channel instanceof DuplexChannel duplex)
                || channel.pipeline().get(SslHandler.class) != null) {
            channel.close();
            return;
        }
        duplex.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        channel.config().setAutoRead(true);
        deadline = System.nanoTime() + DRAIN;
        arm(DRAIN);
    }

    private void rest(boolean now) {
        since = System.nanoTime();
        resting = now;
    }

    private long patience() {
        return connections.patience().toNanos();
    }

    private void arm(long nanos) {
        if (timer != null) {
            timer.cancel(false);
        }
        timer = channel.eventLoop().schedule(this::due, nanos, TimeUnit.NANOSECONDS);
    }

    private void due() {
        timer = null;
        var left = deadline - System.nanoTime();
        if (phase == Phase.WORK || !channel.isOpen()) {
            return;
        }
        if (left > 0) {
            arm(left);
        } else if (phase == Phase.HEAD && anyByte && handlers.context() != null) {
            refuse(handlers.context(), RequestFault.TIMEOUT);
        } else {
            channel.close();
        }
    }
}
