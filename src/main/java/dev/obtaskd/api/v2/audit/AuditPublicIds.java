package dev.obtaskd.api.v2.audit;

import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.task.GenericId;
import dev.obtaskd.task.Task;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The public ids of the rows that audit entries name.
 *
 * @param tasks tasks that still exist, by row id
 */
record AuditPublicIds(Map<Long, Task> tasks, ResponseContext context) {

    @Nullable String task(@Nullable Long task) {
        return task == null ? null : of(task, task);
    }

    @Nullable String subTask(@Nullable Long task, @Nullable Long subTask) {
        return task == null || subTask == null ? null : of(task, subTask);
    }

    /** The claim of a deleted task is unknown; most tasks are local and not of an OBProxy. */
    private String of(long task, long row) {
        var known = tasks.get(task);
        return known == null
                ? new GenericId(GenericId.Agent.of(context.ip(), context.port()), false, row)
                        .toString()
                : context.id(known, row);
    }
}
