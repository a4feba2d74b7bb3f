package dev.obtaskd.api.v2.wire;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An operation on a task, the user that asked for it, and its result.
 *
 * @param role the user's role at that time
 * @param address where the request came from; null for requests of the daemon itself
 * @param action such as {@code retry}
 * @param subTaskId null if it was about the whole task
 * @param before state before; null if there was none
 * @param after state after; null if nothing was changed
 * @param code why it was refused or failed; null if accepted
 */
@RegisterForReflection(registerFullHierarchy = true)
public record AuditView(
        String id,
        Instant at,
        String actor,
        @Nullable String role,
        InitiatorView.Source source,
        @Nullable String address,
        String action,
        @Nullable String taskId,
        @Nullable String subTaskId,
        @Nullable String reason,
        @Nullable String before,
        @Nullable String after,
        Result result,
        @Nullable String code) {

    /** The result of a request. */
    public enum Result {
        ACCEPTED,
        REFUSED,
        FAILED
    }
}
