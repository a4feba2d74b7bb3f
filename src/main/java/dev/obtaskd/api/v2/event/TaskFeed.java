package dev.obtaskd.api.v2.event;

import dev.obtaskd.api.v2.http.Audience;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.TaskChange;
import dev.obtaskd.task.Task;
import java.util.Set;

/** One task with those of its sub tasks that have changed. */
final class TaskFeed extends Feed {

    private static final String EVENT = "task";

    private final TaskId taskId;
    private final Audience audience;
    private TaskSnapshot sent = TaskSnapshot.NONE;

    TaskFeed(FeedContext context, TaskId taskId, Audience audience) {
        super(context);
        this.taskId = taskId;
        this.audience = audience;
    }

    @Override
    void open() {
        sent = context().reader().task(taskId).map(context().reader()::snapshot).orElse(sent);
    }

    @Override
    void collect(TaskChange change) {}

    @Override
    void flush() {
        context().changes().take(this, () -> true);
        context().reader().task(taskId).ifPresent(this::publish);
    }

    @Override
    void catchUp(Subscriber subscriber, Set<TaskId> tasks) {
        if (tasks.contains(taskId)) {
            context().reader().task(taskId).ifPresent(task -> sendAll(subscriber, task));
        }
    }

    private void publish(Task task) {
        var now = context().reader().snapshot(task);
        var changed = now.since(sent);
        sent = now;
        if (changed.size() > EventReader.MAX_ITEMS) {
            refetchAll();
        } else {
            publish(EVENT, context().reader().changed(task, changed, audience));
        }
    }

    private void sendAll(Subscriber subscriber, Task task) {
        var all = context().reader().snapshot(task).subTasks().keySet();
        if (all.size() > EventReader.MAX_ITEMS) {
            refetch(subscriber);
        } else {
            send(subscriber, EVENT, context().reader().changed(task, all, audience));
        }
    }
}
