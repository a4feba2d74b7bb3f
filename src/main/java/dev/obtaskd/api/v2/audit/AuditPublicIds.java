package dev.obtaskd.api.v2.audit;

import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.GenericId;
import dev.obtaskd.task.Task;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The public ids of the rows that audit entries name.
 *
 * @param tasks those that still exist, by id
 */
record AuditPublicIds(Map<TaskId, Task> tasks, ResponseContext wording) {

    @Nullable String task(@Nullable TaskId task) {
        return task == null ? null : of(task, task.number());
    }

    @Nullable String subTask(@Nullable TaskId task, @Nullable SubTaskId subTask) {
        return task == null || subTask == null ? null : of(task, subTask.number());
    }

    /**
     * What a task claimed is not known any more when it is gone; most are local and no OBProxy's.
     */
    private String of(TaskId task, long row) {
        var known = tasks.get(task);
        return known == null
                ? new GenericId(wording.self(), false, row).toString()
                : wording.id(known, row);
    }
}
