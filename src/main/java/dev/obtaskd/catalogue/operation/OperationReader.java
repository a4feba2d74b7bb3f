package dev.obtaskd.catalogue.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.obtaskd.catalogue.operation.Operation.Action;
import dev.obtaskd.catalogue.operation.Operation.OperationStep;
import dev.obtaskd.catalogue.operation.Operation.TargetTemplate;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.step.DurationParser;
import dev.obtaskd.task.RestartPolicy;
import dev.obtaskd.task.RollbackPolicy;
import dev.obtaskd.task.TaskStep;
import dev.obtaskd.task.TaskStep.Allow;
import dev.obtaskd.task.TaskStep.Retries;
import dev.obtaskd.text.LocalizedText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads an operation from its JSON document and adds defaults. Pure, so that the stored copy of a
 * task always yields the same operation.
 */
public final class OperationReader {

    private static final String DEFAULT_TIMEOUT = "1h";
    private static final String DEFAULT_DELAY = "1s";

    private OperationReader() {}

    /**
     * Reads a document whose format has been checked.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static Operation read(JsonNode document) {
        var maintenance = document.required("maintenance");
        return new Operation(
                document.required("operation").asText(),
                text(document.required("title")),
                text(document.required("description")),
                TaskScope.valueOf(document.required("scope").asText()),
                MaintenanceType.valueOf(maintenance.required("type").asText()),
                textOrNull(maintenance, "key"),
                document.path("releaseOnFailure").asBoolean(false),
                target(document.get("target")),
                new ParameterSchema(params(document.get("params"))),
                steps(document),
                document.path("hidden").asBoolean(false),
                OperationDocument.of(document));
    }

    private static List<OperationStep> steps(JsonNode document) {
        var timeout = document.path("timeout").asText(DEFAULT_TIMEOUT);
        var steps = new ArrayList<OperationStep>();
        List<String> before = List.of();
        for (var json : document.required("steps")) {
            var step = step(json, before, timeout);
            steps.add(step);
            before = List.of(step.step().id());
        }
        return steps;
    }

    private static OperationStep step(JsonNode json, List<String> before, String timeout) {
        var run = action(json.required("run"));
        var undo = json.path("rollback");
        var step =
                new TaskStep(
                        json.required("id").asText(),
                        text(json.required("title")),
                        run.kind(),
                        json.has("needs") ? texts(json.get("needs")) : before,
                        rollback(undo),
                        allow(json.path("allow")),
                        duration(json.path("timeout").asText(timeout)),
                        retries(json.get("retries")),
                        RestartPolicy.valueOf(
                                json.path("onRestart").asText("fail").toUpperCase(Locale.ROOT)));
        return new OperationStep(
                step,
                json.path("hosts").asText("self"),
                textOrNull(json, "when"),
                run,
                undo.isObject() ? action(undo) : null);
    }

    private static Action action(JsonNode json) {
        var only = json.properties().iterator().next();
        return new Action(only.getKey(), only.getValue());
    }

    private static RollbackPolicy rollback(JsonNode json) {
        if (json.isObject()) {
            return RollbackPolicy.REAL;
        }
        return "noop".equals(json.asText()) ? RollbackPolicy.NOOP : RollbackPolicy.NONE;
    }

    private static Allow allow(JsonNode json) {
        return new Allow(
                json.path("retry").asBoolean(true),
                json.path("skip").asBoolean(true),
                json.path("cancel").asBoolean(true));
    }

    private static Retries retries(@Nullable JsonNode json) {
        if (json == null) {
            return Retries.NONE;
        }
        var delay = duration(json.path("delay").asText(DEFAULT_DELAY));
        return new Retries(json.required("times").asInt(), delay);
    }

    private static Duration duration(String text) {
        return DurationParser.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("not a duration: " + text));
    }

    private static @Nullable TargetTemplate target(@Nullable JsonNode json) {
        return json == null
                ? null
                : new TargetTemplate(
                        json.required("type").asText(),
                        json.required("name").asText(),
                        json.path("removes").asBoolean(false));
    }

    private static JsonNode params(@Nullable JsonNode schema) {
        if (schema != null) {
            return schema;
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "object")
                .put("additionalProperties", false);
    }

    private static LocalizedText text(JsonNode json) {
        return new LocalizedText(json.required("en").asText(), json.required("zh").asText());
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }

    private static @Nullable String textOrNull(JsonNode json, String key) {
        return json.has(key) ? json.get(key).asText() : null;
    }
}
