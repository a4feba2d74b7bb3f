package dev.obtaskd.api.v2.event;

import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.wire.EventViews;
import dev.obtaskd.api.v2.wire.EventViews.ByeReason;
import dev.obtaskd.security.session.CurrentLogins;
import dev.obtaskd.text.Messages;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Limits the number of streams, keeps them open with comments, and ends those whose client does not
 * read or may no longer do so.
 */
@ApplicationScoped
class StreamGuard {

    private static final Logger LOG = Logger.getLogger(StreamGuard.class);
    private static final Messages MESSAGES = Messages.of("event");
    private static final String RETRY_AFTER_SECONDS = "5";
    private static final long NO_TIMER = -1;

    /** How long the last event may take to be read before the connection is closed. */
    private static final Duration LAST_EVENT = Duration.ofSeconds(5);

    /** The same for all streams together when the daemon stops. */
    private static final Duration SHUTDOWN = Duration.ofSeconds(1);

    private final EventSettings settings;
    private final EventHub hub;
    private final EventFrames frames;
    private final CurrentLogins logins;
    private final Clock clock;
    private final Vertx vertx;
    private final AtomicInteger admitted = new AtomicInteger();
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private long timer = NO_TIMER;
    private volatile boolean stopping;

    StreamGuard(
            EventSettings settings,
            EventHub hub,
            EventFrames frames,
            CurrentLogins logins,
            Clock clock,
            Vertx vertx) {
        this.settings = settings;
        this.hub = hub;
        this.frames = frames;
        this.logins = logins;
        this.clock = clock;
        this.vertx = vertx;
    }

    @PostConstruct
    void watchLogins() {
        // Not on the thread of the change: its request must not wait for streams.
        logins.onChange(() -> vertx.runOnContext(changed -> open.forEach(this::checkCaller)));
    }

    /**
     * Counts a stream that is about to be opened, until {@link #closed}.
     *
     * @throws ProblemException {@code events.too-many}
     */
    void admit() {
        var others = admitted.getAndUpdate(count -> Math.min(count + 1, settings.max()));
        if (others >= settings.max()) {
            throw ProblemException.of(
                            ErrorCode.EVENTS_TOO_MANY,
                            MESSAGES.text("streams.too-many", others, settings.max()))
                    .with("Retry-After", RETRY_AFTER_SECONDS);
        }
    }

    /** Opens a stream that was admitted. */
    void open(EventStream stream) {
        open.add(stream);
        if (stream.closed()) {
            open.remove(stream);
            return;
        }
        startTimer();
        hub.open(stream);
        // Of a change since the caller was authenticated, this stream was not informed.
        checkCaller(stream);
        if (stopping) {
            end(stream, ByeReason.SHUTDOWN);
        }
    }

    /** A stream has ended, or its client has disconnected. */
    void closed(EventStream stream) {
        if (stream.close()) {
            admitted.decrementAndGet();
            open.remove(stream);
            hub.closed(stream);
        }
    }

    /** Before the server closes the connections. */
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
        var last = open.stream().map(stream -> end(stream, ByeReason.SHUTDOWN)).toList();
        try {
            Future.join(last)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException slow) {
            LOG.debugf("Some clients did not read the end of their event stream");
        } catch (InterruptedException never) {
            LOG.debugf(never, "Interrupted while event streams end");
        }
    }

    private synchronized void startTimer() {
        if (timer == NO_TIMER) {
            timer = vertx.setPeriodic(settings.keepAlive().toMillis(), any -> tick());
        }
    }

    private synchronized void stopTimer() {
        if (open.isEmpty()) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
        }
    }

    private void tick() {
        var comment = frames.comment(clock.instant());
        for (var stream : open) {
            stream.send(comment);
            checkCaller(stream);
            checkProgress(stream);
        }
        stopTimer();
    }

    private void checkProgress(EventStream stream) {
        var left = settings.idle().minus(stream.stalled());
        if (!left.isPositive()) {
            end(stream, ByeReason.SLOW);
        } else if (left.compareTo(settings.keepAlive()) < 0) {
            vertx.setTimer(left.toMillis() + 1, any -> checkProgress(stream));
        }
    }

    private void checkCaller(EventStream stream) {
        stream.caller().ended(logins).ifPresent(reason -> end(stream, reason));
    }

    private Future<Void> end(EventStream stream, ByeReason reason) {
        var sent = stream.end(frames.of("bye", new EventViews.Bye(reason, retryMs(reason))));
        vertx.setTimer(
                LAST_EVENT.toMillis(),
                any -> {
                    if (!stream.closed()) {
                        stream.disconnect();
                    }
                });
        return sent;
    }

    private static long retryMs(ByeReason reason) {
        return switch (reason) {
            case SESSION, TOKEN, ROLE -> 1_000;
            case SHUTDOWN -> 2_000;
            case SLOW -> 5_000;
        };
    }
}
