package dev.obtaskd.store;

import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A committed change of a task or of one of its sub tasks.
 *
 * @param subTaskId null if the task itself changed; a created or deleted task includes its sub
 *     tasks
 * @param version after the change; for a deletion the last stored version
 */
public record TaskChange(TaskId taskId, @Nullable SubTaskId subTaskId, Kind kind, long version)
        implements StoreEvent {

    /** The kind of a change. */
    public enum Kind {
        CREATED,
        UPDATED,
        DELETED
    }

    /** The creation of a task. */
    public static TaskChange created(Task task) {
        return new TaskChange(task.id(), null, Kind.CREATED, task.version());
    }

    /** The deletion of a task. */
    public static TaskChange deleted(RetiredTask task) {
        return new TaskChange(task.id(), null, Kind.DELETED, task.version());
    }

    /** The changes of an update: the task first, then each sub task that differs. */
    public static List<TaskChange> between(Task before, Task after) {
        var changes = new ArrayList<TaskChange>();
        changes.add(new TaskChange(after.id(), null, Kind.UPDATED, after.version()));
        for (var subTask : after.subTasks()) {
            if (!subTask.equals(before.subTask(subTask.id()))) {
                changes.add(
                        new TaskChange(
                                after.id(),
                                after.id().subTask(subTask.id()),
                                Kind.UPDATED,
                                subTask.version()));
            }
        }
        return changes;
    }
}
