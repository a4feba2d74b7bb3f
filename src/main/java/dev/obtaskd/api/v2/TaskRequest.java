package dev.obtaskd.api.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.obtaskd.engine.Actor;
import dev.obtaskd.engine.Repeat;
import dev.obtaskd.engine.Submission;
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
    Submission submission(Actor actor, @Nullable Repeat repeat) {
        var agents = hosts == null ? List.<String>of() : hosts;
        if (operation == null || operation.isBlank()) {
            throw TaskReason.malformed("/operation", operation, "the name of an operation is needed", "缺少操作名");
        }
        if (agents.stream().anyMatch(Objects::isNull)) {
            throw TaskReason.malformed("/hosts", null, "every host is a text", "主机须为字符串");
        }
        return new Submission(operation, params == null ? MissingNode.getInstance() : params, agents,
                TaskReason.checked(reason), actor, repeat);
    }
}
