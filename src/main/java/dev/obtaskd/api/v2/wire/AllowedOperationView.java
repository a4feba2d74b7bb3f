package dev.obtaskd.api.v2.wire;

import io.quarkus.runtime.annotations.RegisterForReflection;
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
        String op, boolean allowed, @Nullable String reasonCode, @Nullable String reason) {}
