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
 * @param objectType what the action is about; null for unknown objects of older versions
 * @param objectId its public id; null if there is none, as for a submit that was refused
 * @param holder the task whose claim caused a refusal
 * @param times how many equal requests the entry stands for, from 1
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
        @Nullable String code,
        @Nullable ObjectType objectType,
        @Nullable String objectId,
        @Nullable TaskId holder,
        int times) {

    /** An entry for one request, without its object. */
    public AuditEntry(
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
        this(
                id, at, actor, role, source, address, action, taskId, subTaskId, reason, before,
                after, result, code, null, null, null, 1);
    }

    /** The same with another id. */
    public AuditEntry withId(long other) {
        return with(other, objectType, objectId, holder);
    }

    /** The same about an object. */
    public AuditEntry about(ObjectType type, @Nullable String publicId) {
        return with(id, type, publicId, holder);
    }

    /** The same for a refusal that the claim of another task caused. */
    public AuditEntry heldBy(@Nullable TaskId other) {
        return with(id, objectType, objectId, other);
    }

    private AuditEntry with(
            long id,
            @Nullable ObjectType objectType,
            @Nullable String objectId,
            @Nullable TaskId holder) {
        return new AuditEntry(
                id,
                at,
                actor,
                role,
                source,
                address,
                action,
                taskId,
                subTaskId,
                reason,
                before,
                after,
                result,
                code,
                objectType,
                objectId,
                holder,
                times);
    }

    /** The kind of an object. */
    public enum ObjectType {
        TASK,
        SUBTASK,
        LOCK,
        USER,
        TOKEN,
        SESSION,
        SETTING
    }

    /** The outcome of an action. */
    public enum Result {
        ACCEPTED,
        REFUSED,
        FAILED
    }
}
