package dev.obtaskd.api.v2.event;

import dev.obtaskd.api.v2.http.Audience;
import dev.obtaskd.text.Language;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The stream of one client. Sending never blocks: what the socket has not accepted yet is limited,
 * and events beyond the limit are dropped until the client has read everything. Thread-safe.
 */
final class EventStream {

    /** Bytes that may wait for the socket. */
    static final int MAX_WAITING = 256 * 1024;

    private final HttpServerResponse response;
    private final HttpServerRequest request;
    private final List<Topic> topics;
    private final Language language;
    private final StreamCaller caller;
    private final @Nullable String lastEventId;
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable Consumer<EventStream> onCaughtUp;
    private @Nullable Runnable onClosed;
    private long waiting;
    private long lastProgress;
    private boolean dropping;
    private boolean ended;

    EventStream(
            HttpServerRequest request, List<Topic> topics, Language language, StreamCaller caller) {
        this.request = request;
        this.response = request.response();
        this.topics = topics;
        this.language = language;
        this.caller = caller;
        this.lastEventId = request.getHeader("Last-Event-ID");
    }

    List<Topic> topics() {
        return topics;
    }

    Audience audience() {
        return new Audience(language, caller.role());
    }

    StreamCaller caller() {
        return caller;
    }

    /** As the client sent it; null for a new client. */
    @Nullable String lastEventId() {
        return lastEventId;
    }

    /** Sets what is to be done when the client has read everything after events were dropped. */
    void onCaughtUp(Consumer<EventStream> action) {
        onCaughtUp = action;
    }

    /** Sets what is to be done when the stream is closed; done at once if it is. */
    void onClosed(Runnable action) {
        synchronized (this) {
            if (!closed.get()) {
                onClosed = action;
                return;
            }
        }
        action.run();
    }

    /** Sends an event, or drops it if too much is waiting for the socket. */
    void send(Buffer frame) {
        synchronized (this) {
            if (ended || dropping) {
                return;
            }
            if (waiting > 0 && waiting + frame.length() > MAX_WAITING) {
                dropping = true;
                return;
            }
            if (waiting == 0) {
                lastProgress = System.nanoTime();
            }
            waiting += frame.length();
        }
        try {
            response.write(frame).onComplete(sent -> accepted(frame.length()));
        } catch (IllegalStateException ended) {
            // Another thread has just ended the stream.
            accepted(frame.length());
        }
    }

    /** Whether events are dropped at present. */
    synchronized boolean dropping() {
        return dropping;
    }

    /** From now on events are sent again. */
    synchronized void resume() {
        dropping = false;
    }

    /** Whether the response has ended or the connection is closed. */
    boolean closed() {
        return closed.get();
    }

    /** How long nothing was accepted by the socket although something is waiting for it. */
    synchronized Duration stalled() {
        return waiting == 0 || ended
                ? Duration.ZERO
                : Duration.ofNanos(System.nanoTime() - lastProgress);
    }

    /**
     * Ends the stream.
     *
     * @param last the last event, sent also if others were dropped
     * @return completes when everything is sent or the connection is closed
     */
    Future<Void> end(Buffer last) {
        synchronized (this) {
            if (ended) {
                return Future.succeededFuture();
            }
            ended = true;
        }
        try {
            return response.end(last);
        } catch (IllegalStateException closed) {
            return Future.failedFuture(closed);
        }
    }

    /** Closes the connection, whatever is waiting. */
    void disconnect() {
        request.connection().close();
    }

    /**
     * The response has ended or the connection is closed.
     *
     * @return whether this is the first call
     */
    boolean close() {
        Runnable action;
        synchronized (this) {
            ended = true;
            if (!closed.compareAndSet(false, true)) {
                return false;
            }
            action = onClosed;
        }
        if (action != null) {
            action.run();
        }
        return true;
    }

    private void accepted(int bytes) {
        Consumer<EventStream> action;
        synchronized (this) {
            waiting -= bytes;
            lastProgress = System.nanoTime();
            action = dropping && waiting == 0 && !ended ? onCaughtUp : null;
        }
        if (action != null) {
            action.accept(this);
        }
    }
}
