package dev.obtaskd.api.v2.event;

import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.TaskChange;
import dev.obtaskd.text.Language;
import java.util.LinkedHashSet;
import java.util.Set;

/** The tasks that have changed, as in lists. */
final class TasksFeed extends Feed {

    private static final String EVENT = "tasks";

    private final Language language;

    /** One more than an event has, so that it is known that there are more. */
    private Set<TaskId> changed = new LinkedHashSet<>();

    TasksFeed(FeedContext context, Language language) {
        super(context);
        this.language = language;
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
            publish(EVENT, context().reader().tasks(tasks, language));
        }
    }

    @Override
    void catchUp(Subscriber subscriber, Set<TaskId> tasks) {
        if (!tasks.isEmpty()) {
            send(subscriber, EVENT, context().reader().tasks(tasks, language));
        }
    }

    private Set<TaskId> collected() {
        var all = changed;
        changed = new LinkedHashSet<>();
        return all;
    }
}
