package dev.obtaskd.api.v2.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.catalogue.operation.TemplateFiller;
import dev.obtaskd.catalogue.operation.TemplatePath;
import dev.obtaskd.catalogue.operation.TemplateResult;
import dev.obtaskd.engine.PlannedTask;
import dev.obtaskd.json.ExactNumbers;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What steps would run, as text: parameters are filled in, secrets are masked, and values that are
 * not known yet remain templates.
 */
final class PreviewTexts {

    private static final String MASK = "******";

    private final PlannedTask planned;
    private final JsonNode params;
    private final ResponseContext context;

    PreviewTexts(PlannedTask planned, ResponseContext context) {
        this.planned = planned;
        this.params = planned.maskedParams();
        this.context = context;
    }

    /** The program with its arguments, quoted for a shell; for other kinds the specification. */
    String of(String stepId) {
        var spec =
                switch (TemplateFiller.fill(planned.operation().step(stepId).run(), this::value)) {
                    case TemplateResult.Complete(var filled) -> filled;
                    case TemplateResult.MissingValue(var path) ->
                            throw new IllegalStateException("no value for " + path);
                };
        return text(spec);
    }

    /** The same for a specification that is filled in. */
    static String text(JsonNode spec) {
        return spec.has("argv")
                ? spec.get("argv")
                        .valueStream()
                        .map(JsonNode::asText)
                        .map(PreviewTexts::quoted)
                        .collect(Collectors.joining(" "))
                : ExactNumbers.json(spec);
    }

    private Optional<JsonNode> value(TemplatePath path) {
        return Optional.of(
                switch (path) {
                    case TemplatePath.Param param -> param.in(params);
                    case TemplatePath.Fact fact ->
                            TextNode.valueOf(
                                    switch (fact) {
                                        case AGENT_IP -> context.self().ip();
                                        case AGENT_PORT -> Integer.toString(context.self().port());
                                        case TASK_ID,
                                                AGENT_DATA_DIR,
                                                COLLECT_DIRECTORIES,
                                                INSPECT_DIRECTORIES ->
                                                unknown(path);
                                    });
                    case TemplatePath.Output _ -> TextNode.valueOf(unknown(path));
                    case TemplatePath.Secret _ -> TextNode.valueOf(MASK);
                });
    }

    private static String unknown(TemplatePath path) {
        return "${{ " + path + " }}";
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./:=@%+,-]+")
                ? argument
                : "'" + argument.replace("'", "'\\''") + "'";
    }
}
