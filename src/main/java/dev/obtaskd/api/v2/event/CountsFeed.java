package dev.obtaskd.api.v2.event;

import dev.obtaskd.api.v2.wire.CountsView;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.TaskChange;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The number of tasks by state. */
final class CountsFeed extends Feed {

    private static final String EVENT = "counts";

    private @Nullable CountsView latest;
    private long readAt;

    /** What all clients have. */
    private @Nullable CountsView published;

    CountsFeed(FeedContext context) {
        super(context);
    }

    @Override
    void collect(TaskChange change) {}

    @Override
    void flush() {
        context().changes().take(this, () -> true);
        publishChanged();
    }

    @Override
    void greet(Subscriber subscriber) {
        if (!publishChanged()) {
            send(subscriber, EVENT, read());
        }
    }

    /** The greeting has the present state. */
    @Override
    void catchUp(Subscriber subscriber, Set<TaskId> tasks) {}

    @Override
    void recover() {
        published = null;
        flush();
    }

    /** Sends the counts to all clients if they have changed; returns whether they have. */
    private boolean publishChanged() {
        var counts = read();
        if (counts.equals(published)) {
            return false;
        }
        publish(EVENT, counts);
        published = counts;
        return true;
    }

    /** Many clients may connect at once, after a restart. */
    private CountsView read() {
        var now = context().changes().latest();
        if (latest == null || now != readAt) {
            latest = context().reader().counts();
            readAt = now;
        }
        return latest;
    }
}
