package dev.obtaskd.store;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The bounded buffer of one subscriber. At most one task of the executor empties it at a time. */
final class ChangeSubscription implements ChangeFeed.Subscription {

    private static final Logger LOG = Logger.getLogger(ChangeSubscription.class);

    private final int capacity;
    private final Consumer<StoreEvent> listener;
    private final Executor executor;
    private final Consumer<ChangeSubscription> onClose;
    private final Queue<StoreEvent> buffer = new ArrayDeque<>();
    private boolean delivering;
    private boolean overflowed;
    private boolean closed;

    ChangeSubscription(
            int capacity,
            Consumer<StoreEvent> listener,
            Executor executor,
            Consumer<ChangeSubscription> onClose) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1, not " + capacity);
        }
        this.capacity = capacity;
        this.listener = listener;
        this.executor = executor;
        this.onClose = onClose;
    }

    /** Buffers a change; never waits for the listener. */
    void offer(TaskChange change) {
        if (buffer(change)) {
            try {
                executor.execute(this::deliver);
            } catch (RuntimeException | Error e) {
                // The commit is done and must not fail; the next change tries again.
                LOG.error("Cannot deliver changes to a subscriber", e);
                delivered();
            }
        }
    }

    /** Returns whether delivery has to be started. */
    private synchronized boolean buffer(TaskChange change) {
        if (closed || overflowed) {
            return false;
        }
        if (buffer.size() == capacity) {
            buffer.clear();
            buffer.add(new StoreEvent.Overflow());
            overflowed = true;
        } else {
            buffer.add(change);
        }
        var start = !delivering;
        delivering = true;
        return start;
    }

    private void deliver() {
        for (var event = next(); event != null; event = next()) {
            try {
                listener.accept(event);
            } catch (RuntimeException | Error e) {
                LOG.errorf(e, "A subscriber failed on %s", event);
            }
        }
    }

    private synchronized @Nullable StoreEvent next() {
        var event = buffer.poll();
        if (event == null) {
            delivering = false;
        } else if (event instanceof StoreEvent.Overflow) {
            // From here on the subscriber reads again, so changes are of interest again.
            overflowed = false;
        }
        return event;
    }

    private synchronized void delivered() {
        delivering = false;
    }

    @Override
    public void close() {
        onClose.accept(this);
        synchronized (this) {
            closed = true;
            buffer.clear();
        }
    }
}
