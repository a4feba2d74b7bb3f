package dev.obtaskd.api.v2.wire.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The caller of a request.
 *
 * @param via how the caller is authenticated
 * @param permissions what the role permits
 * @param passwordChangeable whether {@code PUT /me/password} is possible
 * @param initialPassword whether the password is still the one that the daemon generated
 * @param csrfToken for the header {@code X-CSRF-Token} of writes; absent without a session
 * @param session absent without a session
 */
@RegisterForReflection
public record MeView(
        @Schema(examples = "ann") String name,
        @Schema(examples = "TASK_MANAGER") String role,
        Via via,
        @Schema(examples = "task.submit") List<String> permissions,
        boolean passwordChangeable,
        boolean initialPassword,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String csrfToken,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MeSession session) {

    /** How a caller is authenticated. */
    public enum Via {
        SESSION,
        TOKEN,
        BASIC,
        SOCKET
    }

    /**
     * The session of the caller.
     *
     * @param idleUntil when it ends without further use
     * @param until when it ends in any case
     */
    @RegisterForReflection
    public record MeSession(Instant createdAt, Instant idleUntil, Instant until) {}
}
