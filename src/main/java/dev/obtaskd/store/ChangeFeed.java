package dev.obtaskd.store;

import java.util.function.Consumer;

/** Publishes committed changes of tasks. */
public interface ChangeFeed {

    /**
     * Subscribes to the changes that are committed from now on. The listener gets them one at a
     * time in commit order, each exactly once, when they are durable. It may block: only its own
     * subscription waits. If more than {@code capacity} events wait for it, they are replaced by
     * one {@link StoreEvent.Overflow}.
     *
     * @param capacity events that are buffered, at least 1
     */
    Subscription subscribe(int capacity, Consumer<StoreEvent> listener);

    /** A registered listener. */
    interface Subscription extends AutoCloseable {

        /** Ends the subscription: no further event is delivered. */
        @Override
        void close();
    }
}
