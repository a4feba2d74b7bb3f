package dev.obtaskd.api.v2.event;

import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.wire.EventViews;
import dev.obtaskd.api.v2.wire.EventViews.ByeReason;
import dev.obtaskd.http.ServerStopping;
import dev.obtaskd.security.AccountChange;
import dev.obtaskd.text.Messages;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
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
    private final Clock clock;
    private final Vertx vertx;
    private final AtomicInteger admitted = new AtomicInteger();
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean checking = new AtomicBoolean();
    private long timer = NO_TIMER;

    StreamGuard(
            EventSettings settings, EventHub hub, EventFrames frames, Clock clock, Vertx vertx) {
        this.settings = settings;
        this.hub = hub;
        this.frames = frames;
        this.clock = clock;
        this.vertx = vertx;
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
    }

    /** A stream has ended, or its client has disconnected. */
    void closed(EventStream stream) {
        if (stream.close()) {
            admitted.decrementAndGet();
            open.remove(stream);
            hub.closed(stream);
        }
    }

    /** Ends streams whose callers may no longer read. */
    void check(@Observes AccountChange change) {
        recheck(stream -> stream.caller().name().equals(change.name()));
    }

    /** Before the server closes the connections. */
    void stop(@Observes ServerStopping event) {
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
            checkProgress(stream);
        }
        // A store that does not answer must not collect checks.
        if (checking.compareAndSet(false, true)) {
            recheck(any -> true).onComplete(done -> checking.set(false));
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

    private Future<Integer> recheck(Predicate<EventStream> which) {
        var some = open.stream().filter(which).toList();
        return vertx.executeBlocking(
                        () -> {
                            some.forEach(this::recheck);
                            return some.size();
                        },
                        false)
                .onFailure(unreadable -> LOG.debugf(unreadable, "Cannot check callers"));
    }

    private void recheck(EventStream stream) {
        stream.caller()
                .ended()
                .ifPresent(
                        reason ->
                                end(
                                        stream,
                                        switch (reason) {
                                            case SESSION -> ByeReason.SESSION;
                                            case TOKEN -> ByeReason.TOKEN;
                                            case ROLE -> ByeReason.ROLE;
                                        }));
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
