package dev.obtaskd.api.v2.event;

import dev.obtaskd.api.v2.wire.EventViews;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.TaskChange;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The events of one topic for all clients that subscribe to it: the state is read once for all.
 * Only {@link #changed} and {@link #lose} are called by other threads than the one of the feeds.
 */
abstract class Feed {

    /** A longer event is replaced by a request to read the topic again. */
    static final int MAX_EVENT = 128 * 1024;

    private static final Logger LOG = Logger.getLogger(Feed.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** A client of a topic. */
    record Subscriber(EventStream stream, Topic topic) {}

    private final FeedContext context;
    private final Coalescer pace;
    private final List<Subscriber> subscribers = new ArrayList<>();
    private volatile boolean lost;

    Feed(FeedContext context) {
        this.context = context;
        this.pace = new Coalescer(context.thread(), this::run);
    }

    /** Collects what a change is about. Called while no other thread adds or takes changes. */
    abstract void collect(TaskChange change);

    /** Reads the state of what has changed, and publishes it. */
    abstract void flush();

    /** Reads what is needed before the first change; does nothing by default. */
    void open() {}

    /** Sends the present state to a new client, if the topic is one of state. */
    void greet(Subscriber subscriber) {}

    /**
     * Sends what a client has missed.
     *
     * @param tasks that have changed since
     */
    abstract void catchUp(Subscriber subscriber, Set<TaskId> tasks);

    /** Continues after events were lost. */
    void recover() {
        open();
        subscribers.forEach(this::refetch);
    }

    /** Continues for a client for which events were dropped, and which reads the state again. */
    void skip(EventStream stream) {}

    /** Ends the feed. */
    void close() {}

    /** A change concerns this feed. */
    final void changed(TaskChange change) {
        collect(change);
        pace.request();
    }

    /** Some changes were lost. */
    final void lose() {
        lost = true;
        pace.request();
    }

    void add(Subscriber subscriber) {
        if (subscribers.isEmpty()) {
            open();
        }
        subscribers.add(subscriber);
    }

    /** Returns whether no client is left. */
    boolean remove(EventStream stream) {
        subscribers.removeIf(subscriber -> subscriber.stream() == stream);
        return subscribers.isEmpty();
    }

    final FeedContext context() {
        return context;
    }

    /** Requests a flush. */
    final void wake() {
        pace.request();
    }

    /** Sends an event to all clients. */
    final void publish(String event, Object data) {
        var frame = context.frames().of(context.changes().id(), event, data);
        subscribers.forEach(subscriber -> send(subscriber, frame));
    }

    final void send(Subscriber subscriber, String event, Object data) {
        send(subscriber, context.frames().of(context.changes().id(), event, data));
    }

    final void send(Subscriber subscriber, Buffer frame) {
        if (frame.length() > MAX_EVENT) {
            refetch(subscriber);
        } else {
            subscriber.stream().send(frame);
        }
    }

    /** Asks a client to read the topic again. */
    final void refetch(Subscriber subscriber) {
        var data =
                new EventViews.Refetch(
                        List.of(subscriber.topic().text()), EventViews.RefetchReason.OVERFLOW);
        subscriber.stream().send(context.frames().of(context.changes().id(), "refetch", data));
    }

    /** Asks all clients to read the topic again. */
    final void refetchAll() {
        subscribers.forEach(this::refetch);
    }

    private void run() {
        if (subscribers.isEmpty()) {
            return;
        }
        try {
            if (lost) {
                lost = false;
                context.changes().take(this, () -> true);
                recover();
            } else {
                flush();
            }
        } catch (RuntimeException failed) {
            // The store or the disk cannot be read; what was collected is gone.
            LOG.debugf(failed, "Cannot send events");
            context.changes().lost(List.of(this));
            lost = true;
            pace.request(RETRY);
        }
    }
}
