package dev.obtaskd.catalogue.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.obtaskd.catalogue.operation.TemplatePath.Fact;
import dev.obtaskd.catalogue.schema.SchemaCompiler;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which directories a request may name where a schema has {@code x-within: agent.…Directories}:
 * those in or below the list of the site, never those of the daemon. Checks the text only; the step
 * checks the file system.
 *
 * @param dataDir the daemon's data directory
 * @param allowed the lists
 */
public record DirectoryRules(String dataDir, Map<Fact, List<String>> allowed) {

    private static final Messages MESSAGES = Messages.of("catalogue");
    private static final String KEYWORD = "x-within";

    /** What is wrong with the parameters; empty if nothing is. */
    public List<ParameterError> check(ParameterSchema declared, JsonNode params) {
        var errors = new ArrayList<ParameterError>();
        check(declared.schema(), params, FieldPath.of("params"), errors);
        return errors;
    }

    private void check(
            JsonNode schema, JsonNode value, FieldPath field, List<ParameterError> errors) {
        if (errors.size() == SchemaCompiler.MAX_VIOLATIONS) {
            return;
        }
        if (value.isTextual() && schema.path(KEYWORD).isTextual()) {
            check(schema.path(KEYWORD).textValue(), value.textValue(), field.toString(), errors);
        }
        value.properties()
                .forEach(
                        member ->
                                check(
                                        schema.path("properties").path(member.getKey()),
                                        member.getValue(),
                                        field.then(member.getKey()),
                                        errors));
        for (var i = 0; value.isArray() && i < value.size(); i++) {
            check(schema.path("items"), value.get(i), field.then(i), errors);
        }
    }

    private void check(String list, String given, String field, List<ParameterError> errors) {
        var within = TemplatePath.parse(list).map(allowed::get).orElse(List.of());
        var path = normal(given);
        if (List.of(given.split("/")).contains("..")) {
            errors.add(
                    ParameterError.of(
                            field, TextNode.valueOf(given), MESSAGES.text("directory.parent")));
            return;
        }
        if (below(path, normal(dataDir))) {
            errors.add(
                    ParameterError.of(
                            field, TextNode.valueOf(given), MESSAGES.text("directory.data")));
        } else if (within.stream().noneMatch(top -> below(path, normal(top)))) {
            errors.add(ParameterError.of(field, TextNode.valueOf(given), outside(within)));
        }
    }

    private static LocalizedText outside(List<String> allowed) {
        return allowed.isEmpty()
                ? MESSAGES.text("directory.outside.none")
                : MESSAGES.text("directory.outside", String.join(", ", allowed));
    }

    private static boolean below(String path, String top) {
        return top.equals("/") || path.equals(top) || path.startsWith(top + "/");
    }

    /** Without empty parts and dots. */
    private static String normal(String path) {
        return "/"
                + Stream.of(path.split("/"))
                        .filter(part -> !part.isEmpty() && !part.equals("."))
                        .collect(Collectors.joining("/"));
    }
}
