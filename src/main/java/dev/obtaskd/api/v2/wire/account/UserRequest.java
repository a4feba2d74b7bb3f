package dev.obtaskd.api.v2.wire.account;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /users}. */
@RegisterForReflection
@Schema(requiredProperties = {"name", "role", "password"})
public record UserRequest(
        @Schema(pattern = "[a-z_][a-z0-9_.-]{0,31}", examples = "ann") @Nullable String name,
        @Schema(
                        enumeration = {"ADMIN", "TASK_MANAGER", "TASK_VIEWER"},
                        examples = "TASK_MANAGER")
                @Nullable String role,
        @Schema(minLength = 12, maxLength = 128, examples = "correct horse battery")
                @Nullable String password) {

    /** Omits the password, so that it never gets into a log. */
    @Override
    public String toString() {
        return "UserRequest[" + name + ", " + role + "]";
    }
}
