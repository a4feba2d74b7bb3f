package dev.obtaskd.store;

import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.TaskDefinition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Selects audit entries; a null component selects all.
 *
 * @param action the action, or its first word: {@code submit} selects the submits of every
 *     operation
 * @param from entries of this instant and later ones
 * @param to only entries before this instant
 * @param ofTasks whether entries without a task are left out
 */
public record AuditFilter(
        @Nullable String actor,
        @Nullable String action,
        AuditEntry.@Nullable Result result,
        TaskDefinition.@Nullable Source source,
        @Nullable String address,
        AuditEntry.@Nullable ObjectType objectType,
        @Nullable String objectId,
        @Nullable TaskId taskId,
        @Nullable Instant from,
        @Nullable Instant to,
        boolean ofTasks) {

    /** All entries of a task; all entries if it is null. */
    public static AuditFilter ofTask(@Nullable TaskId taskId) {
        return new AuditFilter(null, null, null, null, null, null, null, taskId, null, null, false);
    }
}
