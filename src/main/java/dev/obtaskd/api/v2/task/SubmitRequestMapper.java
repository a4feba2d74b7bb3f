package dev.obtaskd.api.v2.task;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.wire.TaskRequest;
import dev.obtaskd.engine.Actor;
import dev.obtaskd.engine.IdempotentRequest;
import dev.obtaskd.engine.SubmitRequest;
import dev.obtaskd.text.Messages;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Maps the body of a request for a task to a request to the engine. */
final class SubmitRequestMapper {

    private static final Messages MESSAGES = Messages.of("api");

    private SubmitRequestMapper() {}

    /**
     * @throws ProblemException {@code request.malformed}
     */
    static SubmitRequest map(
            TaskRequest request, Actor actor, @Nullable IdempotentRequest idempotent) {
        var operation = request.operation();
        var params = request.params();
        var hosts = request.hosts() == null ? List.<String>of() : request.hosts();
        if (operation == null || operation.isBlank()) {
            throw ProblemException.malformed(
                    "/operation", operation, MESSAGES.text("field.operation.missing"));
        }
        if (hosts.stream().anyMatch(Objects::isNull)) {
            throw ProblemException.malformed("/hosts", null, MESSAGES.text("field.hosts.not-text"));
        }
        return new SubmitRequest(
                operation,
                params == null ? MissingNode.getInstance() : params,
                hosts,
                ReasonReader.checked(request.reason()),
                actor,
                idempotent);
    }
}
