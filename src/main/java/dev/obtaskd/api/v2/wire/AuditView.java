package dev.obtaskd.api.v2.audit;

import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.task.TaskDefinition;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who did what to which task, and what came of it.
 *
 * @param role the user's role then
 * @param address where the request came from; null if from inside
 * @param action such as {@code retry}
 * @param subTaskId null if it was about the whole task
 * @param before state before; null if there was none
 * @param after state after; null if nothing came of it
 * @param code why it was refused or failed; null if accepted
 */
@RegisterForReflection(registerFullHierarchy = true)
public record AuditView(
        String id,
        Instant at,
        String actor,
        @Nullable String role,
        TaskDefinition.Source source,
        @Nullable String address,
        String action,
        @Nullable String taskId,
        @Nullable String subTaskId,
        @Nullable String reason,
        @Nullable String before,
        @Nullable String after,
        AuditEntry.Result result,
        @Nullable String code) {

    /**
     * @param ids how rows are known outside
     */
    static AuditView of(AuditEntry entry, AuditPublicIds ids) {
        return new AuditView(
                Long.toString(entry.id()),
                entry.at(),
                entry.actor(),
                entry.role(),
                entry.source(),
                entry.address(),
                entry.action(),
                ids.task(entry.taskId()),
                ids.subTask(entry.taskId(), entry.subTaskId()),
                entry.reason(),
                entry.before(),
                entry.after(),
                entry.result(),
                entry.code());
    }
}
