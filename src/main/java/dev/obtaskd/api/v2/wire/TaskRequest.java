package dev.obtaskd.api.v2.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.engine.Actor;
import dev.obtaskd.engine.IdempotentRequest;
import dev.obtaskd.engine.SubmitRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body that asks for a task.
 *
 * @param operation name of a catalogue entry
 * @param params as its schema asks; may be left out
 * @param hosts agents to use, {@code ip:port}; left out or empty leaves it to the operation
 * @param reason why, for people
 */
@RegisterForReflection
@Schema(requiredProperties = "operation")
public record TaskRequest(
        @Nullable String operation,
        @Nullable JsonNode params,
        @Nullable List<@Nullable String> hosts,
        @Nullable String reason) {

    /**
     * What it asks the engine for.
     *
     * @throws ProblemException {@code request.malformed}
     */
    SubmitRequest submission(Actor actor, @Nullable IdempotentRequest repeat) {
        var agents = hosts == null ? List.<String>of() : hosts;
        if (operation == null || operation.isBlank()) {
            throw ReasonRequest.malformed(
                    "/operation", operation, "the name of an operation is needed", "缺少操作名");
        }
        if (agents.stream().anyMatch(Objects::isNull)) {
            throw ReasonRequest.malformed("/hosts", null, "every host is a text", "主机须为字符串");
        }
        return new SubmitRequest(
                operation,
                params == null ? MissingNode.getInstance() : params,
                agents,
                ReasonRequest.checked(reason),
                actor,
                repeat);
    }
}
