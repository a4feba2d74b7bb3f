package dev.obtaskd.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for a task.
 *
 * @param operation name of a catalogue entry
 * @param params the parameters as given; a missing node counts as none
 * @param hosts the agents to use, {@code ip:port}; empty leaves it to the operation. Text, because
 *     an unknown one is reported together with the errors of the parameters
 * @param reason why, if the caller says so
 * @param idempotency null without an idempotency key
 */
public record SubmitRequest(
        String operation,
        JsonNode params,
        List<String> hosts,
        @Nullable String reason,
        Actor actor,
        @Nullable IdempotentRequest idempotency) {

    public SubmitRequest {
        hosts = List.copyOf(hosts);
    }
}
