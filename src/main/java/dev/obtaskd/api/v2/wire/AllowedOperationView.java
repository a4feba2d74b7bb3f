package dev.obtaskd.api.v2.wire;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * Whether an operation is allowed now.
 *
 * @param op the last segment of its path, such as {@code retry}
 * @param reasonCode why not; null when allowed
 * @param reason the same as a sentence; null when allowed
 */
@RegisterForReflection
public record AllowedOperationView(
        String op, boolean allowed, @Nullable String reasonCode, @Nullable String reason) {}
