package dev.obtaskd.api.v2.event;

import dev.obtaskd.api.v2.wire.EventViews;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.TaskChange;
import java.util.Set;

/** Says that the causes of attention may have changed: every change of a task can do that. */
final class AttentionFeed extends Feed {

    private static final String EVENT = "attention";

    AttentionFeed(FeedContext context) {
        super(context);
    }

    @Override
    void collect(TaskChange change) {}

    @Override
    void flush() {
        context().changes().take(this, () -> true);
        publish(EVENT, new EventViews.Attention());
    }

    @Override
    void catchUp(Subscriber subscriber, Set<TaskId> tasks) {
        if (!tasks.isEmpty()) {
            send(subscriber, EVENT, new EventViews.Attention());
        }
    }

    @Override
    void recover() {
        flush();
    }
}
