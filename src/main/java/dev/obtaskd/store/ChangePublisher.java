package dev.obtaskd.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Publishes the changes of one store. The thread that writes hands them over; it never waits for a
 * subscriber.
 */
public final class ChangePublisher implements ChangeFeed {

    private final Executor executor;
    private final List<ChangeSubscription> subscriptions = new CopyOnWriteArrayList<>();

    /** Changes of a batch that failed; only the writing thread uses it. */
    private final List<TaskChange> unconfirmed = new ArrayList<>();

    /**
     * @param executor calls the listeners, not on the thread that writes
     */
    public ChangePublisher(Executor executor) {
        this.executor = executor;
    }

    @Override
    public Subscription subscribe(int capacity, Consumer<StoreEvent> listener) {
        var subscription =
                new ChangeSubscription(capacity, listener, executor, subscriptions::remove);
        subscriptions.add(subscription);
        return subscription;
    }

    /** Publishes changes that are durable. */
    public void publish(List<TaskChange> changes) {
        for (var subscription : subscriptions) {
            changes.forEach(subscription::offer);
        }
    }

    /** Keeps changes that may be durable or not, until the store can be read again. */
    public void unconfirmed(List<TaskChange> changes) {
        unconfirmed.addAll(changes);
    }

    /**
     * Publishes those of the unconfirmed changes that turn out to be durable, and drops the others.
     * To be called before anything else is written.
     */
    public void resolve(Predicate<TaskChange> stored) {
        var durable = unconfirmed.stream().filter(stored).toList();
        unconfirmed.clear();
        publish(durable);
    }
}
