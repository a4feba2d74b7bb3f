package dev.obtaskd.api.v2.wire;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Whether the caller may apply an operation in the current state.
 *
 * @param op the last segment of its path, such as {@code retry}
 * @param reasonCode why it is not allowed, {@code auth.forbidden} if the caller lacks a role; null
 *     if it is allowed
 * @param reason the same as a sentence; null if it is allowed
 */
@RegisterForReflection
public record AllowedOperationView(
        String op,
        @Schema(description = "Whether the state and the role of the caller allow it")
                boolean allowed,
        @Schema(
                        description =
                                "Why not, for programs; auth.forbidden if the caller lacks the"
                                        + " role. Null if it is allowed")
                @Nullable String reasonCode,
        @Schema(description = "The same as a sentence; null if it is allowed")
                @Nullable String reason) {}
