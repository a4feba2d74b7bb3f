package dev.obtaskd.api.v2.wire;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An operation, a log-in, or a change of users, tokens or settings: the user that asked for it, and
 * its result.
 *
 * @param role the user's role at that time
 * @param address address of the client, SOCKET for the local socket; null for the daemon itself
 * @param action such as {@code retry}
 * @param subTaskId null if it was about the whole task
 * @param before state before; null if there was none
 * @param after state after; null if nothing was changed
 * @param code why it was refused or failed; null if accepted
 * @param objectType what the action is about; null if it is unknown
 * @param objectId its public id, which stays when the object is gone; null if there is none, as for
 *     a submit that was refused
 * @param holderId the task whose claim caused the refusal
 */
@RegisterForReflection(registerFullHierarchy = true)
public record AuditView(
        @Schema(examples = "118") String id,
        Instant at,
        @Schema(examples = "ann") String actor,
        @Schema(examples = "TASK_MANAGER") @Nullable String role,
        InitiatorView.Source source,
        @Schema(examples = "192.0.2.7") @Nullable String address,
        @Schema(examples = "retry") String action,
        @Nullable String taskId,
        @Nullable String subTaskId,
        @Nullable String reason,
        @Nullable String before,
        @Nullable String after,
        Result result,
        @Schema(examples = "claim.held") @Nullable String code,
        @Nullable ObjectType objectType,
        @Nullable String objectId,
        @Nullable String holderId) {

    /** What an action is about. */
    public enum ObjectType {
        TASK,
        SUBTASK,
        LOCK,
        USER,
        TOKEN,
        SESSION,
        SETTING
    }

    /** The result of a request. */
    public enum Result {
        ACCEPTED,
        REFUSED,
        FAILED
    }
}
