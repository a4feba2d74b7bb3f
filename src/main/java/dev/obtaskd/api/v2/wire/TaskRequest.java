package dev.obtaskd.api.v2.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request to create a task.
 *
 * @param operation name of a catalogue entry
 * @param params object that matches the operation's schema; optional
 * @param hosts agents to use, {@code ip:port}; absent or empty: the operation decides
 * @param reason why the task is created, for the audit
 */
@RegisterForReflection
@Schema(requiredProperties = "operation")
public record TaskRequest(
        @Nullable String operation,
        @Nullable JsonNode params,
        @Nullable List<@Nullable String> hosts,
        @Nullable String reason) {}
