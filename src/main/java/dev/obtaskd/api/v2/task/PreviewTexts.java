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
 * What steps would do, as text: parameters filled in, secrets masked, what is not known yet left as
 * it is.
 */
final class PreviewTexts {

    private static final String MASK = "******";

    private final PlannedTask proposal;
    private final ResponseContext wording;

    PreviewTexts(PlannedTask proposal, ResponseContext wording) {
        this.proposal = proposal;
        this.wording = wording;
    }

    /**
     * The program with its arguments, quoted as a shell would need it; of other kinds the
     * specification.
     */
    String of(String stepId) {
        var spec =
                switch (TemplateFiller.fill(proposal.operation().step(stepId).run(), this::value)) {
                    case TemplateResult.Complete(var filled) -> filled;
                    case TemplateResult.MissingValue(var path) ->
                            throw new IllegalStateException(
                                    "every path has a text, but not " + path);
                };
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
                    case TemplatePath.Param param -> param.in(proposal.params());
                    case TemplatePath.Fact fact ->
                            TextNode.valueOf(
                                    switch (fact) {
                                        case AGENT_IP -> wording.self().ip();
                                        case AGENT_PORT -> Integer.toString(wording.self().port());
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
