package dev.obtaskd.api.v2.wire.account;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token without its secret.
 *
 * @param role its own role; it permits what this role and that of its owner both permit
 * @param lastUsedAt null if it was never used
 */
@RegisterForReflection
public record TokenView(
        @Schema(examples = "4f1c09aa27be") String id,
        @Schema(examples = "nightly checks") String name,
        @Schema(examples = "ann") String owner,
        @Schema(examples = "TASK_VIEWER") String role,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt) {}
