package dev.obtaskd.api.v2.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The optional body of the retry of a task.
 *
 * @param reason why, for the audit
 * @param params JSON Merge Patch (RFC 7396) on the present parameters: members replace, null
 *     removes
 */
@RegisterForReflection
@Schema(examples = "{\"reason\": \"wrong port\", \"params\": {\"port\": 2881}}")
public record RetryRequest(@Nullable String reason, @Nullable JsonNode params) {}
