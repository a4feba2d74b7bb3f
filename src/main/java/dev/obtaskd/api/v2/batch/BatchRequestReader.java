package dev.obtaskd.api.v2.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.QueryValues;
import dev.obtaskd.api.v2.http.StrictJson;
import dev.obtaskd.api.v2.task.ReasonReader;
import dev.obtaskd.api.v2.task.TaskListParameters;
import dev.obtaskd.api.v2.wire.BatchFilter;
import dev.obtaskd.api.v2.wire.BatchRequest;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.text.Messages;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Reads and checks the body of a batch. */
final class BatchRequestReader {

    private static final Messages MESSAGES = Messages.of("api");

    /** How many tasks one request may operate. */
    static final int MAX_TASKS = 500;

    private BatchRequestReader() {}

    /**
     * Reads the body and checks what the types of its fields do not express.
     *
     * @throws ProblemException {@code request.malformed}
     */
    static BatchRequest read(byte[] body) {
        var request = StrictJson.required(body, BatchRequest.class);
        operation(request);
        ReasonReader.checked(request.reason());
        var ids = request.ids();
        if ((ids == null) == (request.filter() == null)) {
            throw ProblemException.malformed("/ids", null, MESSAGES.text("field.ids.or-filter"));
        }
        if (ids != null && (ids.size() > MAX_TASKS || ids.stream().anyMatch(Objects::isNull))) {
            throw ProblemException.malformed(
                    "/ids", null, MESSAGES.text("field.ids.too-many", MAX_TASKS));
        }
        return request;
    }

    /** The operation that the action names. */
    static TaskOp operation(BatchRequest request) {
        return Arrays.stream(TaskOp.values())
                .filter(op -> op.apiName().equals(request.action()))
                .findFirst()
                .orElseThrow(
                        () -> {
                            var words =
                                    Arrays.stream(TaskOp.values())
                                            .map(TaskOp::apiName)
                                            .collect(Collectors.joining(", "));
                            return ProblemException.malformed(
                                    "/action",
                                    request.action(),
                                    MESSAGES.text("field.action.unknown", words));
                        });
    }

    /** The fields of a filter as parameters of the list of tasks, which have the same names. */
    static QueryValues query(BatchFilter filter) {
        var values = new LinkedHashMap<String, List<String>>();
        StrictJson.tree(filter)
                .forEachEntry(
                        (name, value) -> {
                            if (!value.isNull()) {
                                values.put(name, texts(value));
                            }
                        });
        return TaskListParameters.PARAMETERS.read(values);
    }

    private static List<String> texts(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(JsonNode::asText).toList()
                : List.of(value.asText());
    }
}
