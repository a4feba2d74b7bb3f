package dev.obtaskd.api.v2.wire.account;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of {@code PATCH /users/{name}}; what is absent stays. */
@RegisterForReflection
public record UserChangeRequest(
        @Schema(
                        enumeration = {"ADMIN", "TASK_MANAGER", "TASK_VIEWER"},
                        examples = "TASK_VIEWER")
                @Nullable String role,
        @Nullable Boolean disabled,
        @Schema(minLength = 12, maxLength = 128, examples = "correct horse battery")
                @Nullable String password) {

    /** Omits the password, so that it never gets into a log. */
    @Override
    public String toString() {
        return "UserChangeRequest[" + role + ", " + disabled + "]";
    }
}
