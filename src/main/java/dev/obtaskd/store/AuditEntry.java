package dev.obtaskd.store;

import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.TaskDefinition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An audited action: its actor, the task and the outcome.
 *
 * @param id from the id sequence of the store
 * @param actor name of the user
 * @param role of the user at that time; null for the system
 * @param address of the client; null for actions of the daemon
 * @param action such as {@code task.retry}
 * @param before state before; null if there was none
 * @param after state after; null if nothing changed
 * @param code error code of a refusal or failure; null if accepted
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

    /** The outcome of an action. */
    public enum Result {
        ACCEPTED,
        REFUSED,
        FAILED
    }
}
