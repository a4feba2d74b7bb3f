package dev.obtaskd.api.v2.wire.account;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /tokens}.
 *
 * @param name for its owner, 1 to 100 characters
 * @param role that of the owner if absent
 * @param expiresInDays 1 to 365; 90 if absent
 */
@RegisterForReflection
@Schema(requiredProperties = "name")
public record TokenRequest(
        @Schema(minLength = 1, maxLength = 100, examples = "nightly checks") @Nullable String name,
        @Schema(
                        enumeration = {"ADMIN", "TASK_MANAGER", "TASK_VIEWER"},
                        examples = "TASK_VIEWER")
                @Nullable String role,
        @Schema(minimum = "1", maximum = "365", defaultValue = "90")
                @Nullable Integer expiresInDays) {}
