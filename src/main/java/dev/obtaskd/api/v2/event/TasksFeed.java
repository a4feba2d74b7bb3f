package dev.obtaskd.api.v2.event;

import dev.obtaskd.api.v2.http.Audience;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.TaskChange;
import java.util.LinkedHashSet;
import java.util.Set;

/** The tasks that have changed, as in lists. */
final class TasksFeed extends Feed {

    private static final String EVENT = "tasks";

    private final Audience audience;

    /** One more than an event has, so that it is known that there are more. */
    private Set<TaskId> changed = new LinkedHashSet<>();

    TasksFeed(FeedContext context, Audience audience) {
        super(context);
        this.audience = audience;
    }

    @Override
    void collect(TaskChange change) {
        if (changed.size() <= EventReader.MAX_ITEMS) {
            changed.add(change.taskId());
        }
    }

    @Override
    void flush() {
        var tasks = context().changes().take(this, this::collected);
        if (!tasks.isEmpty()) {
            publish(EVENT, context().reader().tasks(tasks, audience));
        }
    }

    @Override
    void catchUp(Subscriber subscriber, Set<TaskId> tasks) {
        if (!tasks.isEmpty()) {
            send(subscriber, EVENT, context().reader().tasks(tasks, audience));
        }
    }

    private Set<TaskId> collected() {
        var all = changed;
        changed = new LinkedHashSet<>();
        return all;
    }
}
