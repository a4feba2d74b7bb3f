package dev.obtaskd.catalogue.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.obtaskd.catalogue.schema.Subschemas;
import dev.obtaskd.json.ExactNumbers;
import java.util.ArrayList;
import java.util.List;

/**
 * Masks the values of parameters whose schema says {@code writeOnly: true}, also behind {@code
 * $ref} and {@code allOf}. Secrets belong into files that operations refer to; this is for
 * operations that take one as a parameter all the same.
 */
public final class ParameterMask {

    private static final TextNode MASK = TextNode.valueOf("******");

    private final JsonNode root;

    /**
     * @param schema of the parameters, without reference cycles
     */
    public ParameterMask(JsonNode schema) {
        this.root = schema;
    }

    /** A copy of the parameters without secrets. */
    public JsonNode apply(JsonNode params) {
        return masked(List.of(root), params.deepCopy());
    }

    /** Masks every parameter: for an operation whose schema cannot be read. */
    public static JsonNode all(JsonNode params) {
        var masked = ExactNumbers.EXACT.objectNode();
        params.fieldNames().forEachRemaining(name -> masked.set(name, MASK));
        return masked;
    }

    private JsonNode masked(List<JsonNode> schemas, JsonNode value) {
        var layers = new ArrayList<JsonNode>();
        schemas.forEach(schema -> add(schema, layers));
        if (layers.stream().anyMatch(ParameterMask::secret)) {
            return MASK;
        }
        if (value instanceof ObjectNode object) {
            object.properties()
                    .forEach(
                            member ->
                                    member.setValue(
                                            masked(
                                                    below(layers, "properties", member.getKey()),
                                                    member.getValue())));
        } else if (value instanceof ArrayNode array) {
            for (var i = 0; i < array.size(); i++) {
                array.set(i, masked(items(layers, i), array.get(i)));
            }
        }
        return value;
    }

    private static boolean secret(JsonNode schema) {
        return schema.path("writeOnly").asBoolean();
    }

    private static List<JsonNode> below(List<JsonNode> layers, String keyword, String name) {
        return layers.stream()
                .map(
                        layer ->
                                layer.path(keyword).has(name)
                                        ? layer.path(keyword).get(name)
                                        : layer.path("additionalProperties"))
                .toList();
    }

    private static List<JsonNode> items(List<JsonNode> layers, int index) {
        return layers.stream()
                .map(
                        layer ->
                                index < layer.path("prefixItems").size()
                                        ? layer.path("prefixItems").get(index)
                                        : layer.path("items"))
                .toList();
    }

    private void add(JsonNode schema, List<JsonNode> layers) {
        if (schema.isObject()) {
            layers.add(schema);
            add(Subschemas.target(root, schema), layers);
            schema.path("allOf").forEach(each -> add(each, layers));
        }
    }
}
