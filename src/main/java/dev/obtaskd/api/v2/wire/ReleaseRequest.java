package dev.obtaskd.api.v2.wire;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request to release a claim.
 *
 * @param reason why it is released, for the audit and the details of the task; only a request with
 *     dryRun may omit it
 */
@RegisterForReflection
@Schema(examples = "{\"reason\": \"host 10.0.0.3 is gone for good\"}")
public record ReleaseRequest(@Nullable String reason) {}
