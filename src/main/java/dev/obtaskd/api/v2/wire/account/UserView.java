package dev.obtaskd.api.v2.wire.account;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A user.
 *
 * @param lastLoginAt null if the user never logged in
 * @param sessions number of open sessions
 * @param tokens number of tokens that have not expired
 */
@RegisterForReflection
public record UserView(
        @Schema(examples = "ann") String name,
        @Schema(examples = "TASK_MANAGER") String role,
        boolean disabled,
        Instant createdAt,
        @Nullable Instant lastLoginAt,
        long sessions,
        long tokens) {}
