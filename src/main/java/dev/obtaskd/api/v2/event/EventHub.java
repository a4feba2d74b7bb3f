package dev.obtaskd.api.v2.event;

import dev.obtaskd.api.v2.event.ChangeLog.Missed;
import dev.obtaskd.api.v2.event.Feed.Subscriber;
import dev.obtaskd.api.v2.wire.EventViews;
import dev.obtaskd.api.v2.wire.EventViews.RefetchReason;
import dev.obtaskd.log.LogAppends;
import dev.obtaskd.store.ChangeFeed;
import dev.obtaskd.store.StoreEvent;
import dev.obtaskd.store.TaskChange;
import dev.obtaskd.store.TaskStore;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Connects streams with the changes of the store. One thread reads the state and hands events to
 * the connections, which never block; the thread that delivers changes only notes what has changed.
 */
@ApplicationScoped
class EventHub {

    private static final Logger LOG = Logger.getLogger(EventHub.class);

    /** Changes that may wait to be noted. */
    private static final int CAPACITY = 10_000;

    private static final int START_BYTES = 6;

    private final TaskStore store;
    private final Clock clock;
    private final EventFrames frames;
    private final ScheduledExecutorService thread = thread();
    private final ChangeLog changes;
    private final FeedIndex feeds;

    /** Used by the thread of the hub only. */
    private final Map<EventStream, Set<Feed>> streams = new HashMap<>();

    private ChangeFeed.@Nullable Subscription subscription;

    EventHub(
            TaskStore store,
            Clock clock,
            EventFrames frames,
            EventReader reader,
            LogAppends appends) {
        this.store = store;
        this.clock = clock;
        this.frames = frames;
        var start = new byte[START_BYTES];
        new SecureRandom().nextBytes(start);
        this.changes = new ChangeLog(HexFormat.of().formatHex(start), System::nanoTime);
        this.feeds = new FeedIndex(new FeedContext(changes, frames, reader, appends, thread));
    }

    private static ScheduledExecutorService thread() {
        var thread =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("events").factory());
        thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        return thread;
    }

    /** Starts a stream: it gets the changes from now on. */
    void open(EventStream stream) {
        stream.onCaughtUp(caughtUp -> thread.execute(() -> skip(caughtUp)));
        thread.execute(() -> start(stream));
    }

    /** Ends the events of a stream that is closed. */
    void closed(EventStream stream) {
        thread.execute(() -> remove(stream));
    }

    @PreDestroy
    void stop() {
        thread.execute(
                () -> {
                    if (subscription != null) {
                        subscription.close();
                    }
                });
        thread.shutdown();
    }

    private void start(EventStream stream) {
        if (stream.closed()) {
            return;
        }
        try {
            connect(stream);
        } catch (RuntimeException unreadable) {
            // Kept alive, it would look as if nothing changed.
            LOG.debugf(unreadable, "Cannot start an event stream");
            stream.disconnect();
        }
    }

    private void connect(EventStream stream) {
        subscribe();
        var mine = new LinkedHashMap<Topic, Feed>();
        synchronized (changes) {
            stream.topics().forEach(topic -> mine.put(topic, feeds.of(topic, stream.audience())));
        }
        streams.put(stream, Set.copyOf(mine.values()));
        mine.forEach((topic, feed) -> feed.add(new Subscriber(stream, topic)));
        // Only now: the feeds know what changes from here on.
        var missed = changes.since(stream.lastEventId()).orElse(null);
        hello(stream, missed instanceof Missed.Changes);
        mine.forEach((topic, feed) -> greet(feed, new Subscriber(stream, topic), missed));
        switch (missed) {
            case Missed.TooOld _ -> refetch(stream, RefetchReason.TOO_OLD);
            case Missed.OtherStart _ -> refetch(stream, RefetchReason.RESTART);
            case Missed.Changes _ -> {}
            case null -> {}
        }
    }

    private void hello(EventStream stream, boolean resumed) {
        var caller = stream.caller();
        var hello =
                new EventViews.Hello(
                        changes.id(),
                        clock.instant(),
                        caller.name(),
                        caller.role().name(),
                        stream.topics().stream().map(Topic::text).toList(),
                        resumed);
        stream.send(frames.of("hello", hello));
    }

    private void greet(Feed feed, Subscriber subscriber, @Nullable Missed missed) {
        try {
            feed.greet(subscriber);
            if (missed instanceof Missed.Changes(var tasks)) {
                feed.catchUp(subscriber, tasks);
            }
        } catch (RuntimeException unreadable) {
            LOG.debugf(unreadable, "Cannot send the state of a topic");
            changes.lost(List.of(feed));
            feed.lose();
        }
    }

    private void remove(EventStream stream) {
        var mine = streams.remove(stream);
        if (mine == null) {
            return;
        }
        for (var feed : mine) {
            if (feed.remove(stream)) {
                synchronized (changes) {
                    feeds.remove(feed);
                    changes.take(feed, () -> true);
                }
                feed.close();
            }
        }
    }

    /** Continues a stream after events were dropped. */
    private void skip(EventStream stream) {
        var mine = streams.get(stream);
        if (mine != null) {
            mine.forEach(feed -> feed.skip(stream));
            stream.resume();
            refetch(stream, RefetchReason.OVERFLOW);
        }
    }

    private void refetch(EventStream stream, RefetchReason reason) {
        var topics = stream.topics().stream().map(Topic::text).toList();
        stream.send(frames.of(changes.id(), "refetch", new EventViews.Refetch(topics, reason)));
    }

    /** Without any client the daemon does nothing for events. */
    private void subscribe() {
        if (subscription == null) {
            subscription = store.subscribe(CAPACITY, this::accept);
        }
    }

    private void accept(StoreEvent event) {
        synchronized (changes) {
            switch (event) {
                case TaskChange change -> {
                    var concerned = feeds.concernedBy(change.taskId());
                    changes.add(change.taskId(), concerned);
                    concerned.forEach(feed -> feed.changed(change));
                }
                case StoreEvent.Overflow _ -> {
                    changes.lost(feeds.all());
                    feeds.all().forEach(Feed::lose);
                }
            }
        }
    }
}
