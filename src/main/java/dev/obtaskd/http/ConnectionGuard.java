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
 * State and timeouts of one connection. The server itself limits only sizes; this class ends slow
 * heads and discards what a client sends after the response. Everything but {@link #rests} and
 * {@link #age} runs on the event loop of the connection.
 */
final class ConnectionGuard {

    private static final AttributeKey<ConnectionGuard> KEY =
            AttributeKey.valueOf(ConnectionGuard.class.getName());

    /** Maximum number of pipelined requests. */
    private static final int MOST_AHEAD = 100;

    /** Idle timeout as a multiple of the timeout for a head. */
    private static final int REST = 6;

    /** How long bytes after the last response are discarded before the connection is closed. */
    private static final long DRAIN = TimeUnit.SECONDS.toNanos(2);

    private enum Phase {
        /** Waiting for a head, or receiving one. */
        HEAD,
        /** A request is in progress. */
        WORK,
        /** Idle. */
        REST,
        /** The last response was sent; the connection is closing. */
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

    /** Bytes were received that do not belong to a request yet. */
    private boolean ahead;

    private volatile boolean resting = true;
    private volatile long since = System.nanoTime();

    private ConnectionGuard(Channel channel, ConnectionLimiter connections, boolean reserved) {
        this.channel = channel;
        this.connections = connections;
        this.reserved = reserved;
        this.handlers = new ConnectionHandlers(this);
    }

    /** Attaches a guard to an accepted connection. */
    static ConnectionGuard attach(
            Channel channel, ConnectionLimiter connections, boolean reserved) {
        var guard = new ConnectionGuard(channel, connections, reserved);
        channel.attr(KEY).set(guard);
        channel.pipeline().addFirst(guard.handlers.ofBytes());
        channel.closeFuture().addListener(closed -> connections.closed(guard));
        return guard;
    }

    /** The guard of a request's connection. */
    static Optional<ConnectionGuard> of(HttpServerRequest request) {
        return request.connection() instanceof ConnectionBase connection
                ? Optional.ofNullable(connection.channel().attr(KEY).get())
                : Optional.empty();
    }

    /** Whether the connection was accepted beyond the limit, for health checks only. */
    boolean reserved() {
        return reserved;
    }

    /** Whether the connection is idle and may be closed. */
    boolean rests() {
        return resting;
    }

    /** Time since the last change of the state, in nanoseconds. */
    long age() {
        return System.nanoTime() - since;
    }

    /** Closes the connection if it is still idle. */
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

    /** From now on the connection may be closed. */
    void dispensable() {
        rest(true);
    }

    void indispensable() {
        rest(false);
    }

    /** Sets an action that replaces closing the connection if the body is malformed. */
    void onBroken(Runnable answer) {
        onBroken = answer;
        if (brokenChunks) {
            answer.run();
        }
    }

    void opened() {
        deadline = System.nanoTime() + timeoutNanos();
        arm(timeoutNanos());
    }

    void bytes() {
        anyByte = true;
        if (phase == Phase.REST) {
            phase = Phase.HEAD;
            deadline = System.nanoTime() + timeoutNanos();
            newHead = true;
        } else if (phase == Phase.WORK && !receiving) {
            ahead = true;
        }
    }

    /** All received bytes are processed; a complete head needs no timer. */
    void looked() {
        if (phase == Phase.HEAD && newHead) {
            arm(timeoutNanos());
        }
        newHead = false;
    }

    /**
     * A head was received.
     *
     * @return false if the client exceeds the limit of pipelined requests
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

    /**
     * The server began a request; its head may have been processed before this handler was
     * installed.
     */
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

    /** The chunked encoding is malformed; nothing after it can be parsed. */
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

    /** Whether the response that begins now is the last one on this connection. */
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
        var longest = ahead ? timeoutNanos() : REST * timeoutNanos();
        deadline = System.nanoTime() + longest;
        if (timer == null || ahead) {
            arm(longest);
        }
    }

    /** Refuses a head, if all requests before it are answered. */
    void refuse(ChannelHandlerContext context, RequestFault fault) {
        closing = true;
        if (unanswered == 0) {
            phase = Phase.END;
            handlers.write(context, connections.headWriter().answer(fault))
                    .addListener(sent -> end());
        }
    }

    /** Closes the connection so that a client that is still sending receives the response. */
    private void end() {
        phase = Phase.END;
        rest(true);
        if (!(channel instanceof DuplexChannel duplex)) {
            channel.close();
            return;
        }
        var ssl = channel.pipeline().get(SslHandler.class);
        if (ssl == null) {
            shutdown(duplex);
        } else {
            ssl.closeOutbound().addListener(sent -> shutdown(duplex));
        }
        channel.config().setAutoRead(true);
        deadline = System.nanoTime() + DRAIN;
        arm(DRAIN);
    }

    private static void shutdown(DuplexChannel duplex) {
        duplex.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    private void rest(boolean now) {
        since = System.nanoTime();
        resting = now;
    }

    private long timeoutNanos() {
        return connections.timeout().toNanos();
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
