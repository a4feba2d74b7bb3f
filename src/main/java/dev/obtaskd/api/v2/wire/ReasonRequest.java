package dev.obtaskd.api.v2.wire;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** The optional body of an operation on a task or sub task: its reason, for the audit. */
@RegisterForReflection
public record ReasonRequest(@Nullable String reason) {}
