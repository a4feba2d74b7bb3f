package dev.obtaskd.api.v2.audit;

import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.task.GenericId;
import dev.obtaskd.task.Task;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The public ids of the rows that audit entries name.
 *
 * @param tasks tasks that still exist, by id
 */
record AuditPublicIds(Map<TaskId, Task> tasks, ResponseContext context) {

    @Nullable String task(@Nullable TaskId task) {
        return task == null ? null : of(task, task.number());
    }

    @Nullable String subTask(@Nullable TaskId task, @Nullable SubTaskId subTask) {
        return task == null || subTask == null ? null : of(task, subTask.number());
    }

    /** What an entry is about. Entries of older versions have no id of their own. */
    @Nullable String object(AuditEntry entry) {
        if (entry.objectId() != null || entry.objectType() == null) {
            return entry.objectId();
        }
        return switch (entry.objectType()) {
            case TASK -> task(entry.taskId());
            case SUBTASK -> subTask(entry.taskId(), entry.subTaskId());
            default -> null;
        };
    }

    /** The claim of a deleted task is unknown; most tasks are local and not of an OBProxy. */
    private String of(TaskId task, long row) {
        var known = tasks.get(task);
        return known == null
                ? new GenericId(context.self(), false, row).toString()
                : context.id(known, row);
    }
}
