package dev.obtaskd.store;

import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.TaskDefinition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who did what to which task, and what came of it.
 *
 * @param id from the store's counter
 * @param actor name of the user
 * @param role the user's role then; null for the system
 * @param address where the request came from, null if from inside
 * @param action such as {@code task.retry}
 * @param before state before, null if there was none
 * @param after state after, null if nothing changed
 * @param code why it was refused or failed, null if accepted
 */
public record AuditEntry(
        long id,
        Instant at,
        String actor,
        @Nullable String role,
        TaskDefinition.Source source,
        @Nullable String address,
        String action,
        @Nullable TaskId taskId,
        @Nullable SubTaskId subTaskId,
        @Nullable String reason,
        @Nullable String before,
        @Nullable String after,
        Result result,
        @Nullable String code) {

    /** What came of it. */
    public enum Result {
        ACCEPTED,
        REFUSED,
        FAILED
    }
}
