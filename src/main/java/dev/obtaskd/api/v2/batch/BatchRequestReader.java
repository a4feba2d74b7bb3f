package dev.obtaskd.api.v2.batch;

import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.QueryParams;
import dev.obtaskd.api.v2.http.StrictJson;
import dev.obtaskd.api.v2.task.ReasonReader;
import dev.obtaskd.api.v2.wire.BatchFilter;
import dev.obtaskd.api.v2.wire.BatchRequest;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.text.Messages;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

    /** The fields of a filter as query parameters of the list of tasks. */
    static QueryParams query(BatchFilter filter) {
        var values = new LinkedHashMap<String, List<String>>();
        several(values, "state", filter.state());
        one(values, "scope", filter.scope());
        one(values, "maintenance", filter.maintenance());
        one(values, "operation", filter.operation());
        one(values, "initiator", filter.initiator());
        one(values, "target", filter.target());
        one(values, "targetType", filter.targetType());
        one(values, "name", filter.name());
        several(values, "host", filter.host());
        one(values, "from", filter.from());
        one(values, "to", filter.to());
        one(values, "q", filter.q());
        one(values, "hidden", filter.hidden());
        return QueryParams.of(values);
    }

    private static void one(Map<String, List<String>> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, List.of(value.toString()));
        }
    }

    private static void several(
            Map<String, List<String>> values, String name, @Nullable List<@Nullable String> given) {
        if (given != null) {
            values.put(
                    name,
                    given.stream()
                            .map(value -> Objects.requireNonNullElse(value, "null"))
                            .toList());
        }
    }
}
