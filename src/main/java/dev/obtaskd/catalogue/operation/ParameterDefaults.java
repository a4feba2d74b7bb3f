package dev.obtaskd.catalogue.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obtaskd.catalogue.schema.CheckBudget;
import dev.obtaskd.catalogue.schema.Subschemas;
import dev.obtaskd.json.ExactNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Fills in the defaults of a parameter schema, also those behind {@code $ref} and {@code allOf}, in
 * the items of a list and in an object that was not given. Which of several alternatives holds is
 * not known before the check, so defaults behind {@code anyOf}, {@code oneOf}, {@code if} and the
 * like are not filled in.
 */
public final class ParameterDefaults {

    /** The keywords through which defaults are found. */
    public static final Set<String> FOLLOWED =
            Set.of("", "properties", "allOf", "$defs", "items", "prefixItems");

    // Steps of the budget.
    private static final int LAYER = 30;
    private static final int PROPERTY = 10;

    private final JsonNode root;

    /**
     * @param root a schema without reference cycles
     */
    public ParameterDefaults(JsonNode root) {
        this.root = root;
    }

    /** Completes a value and whatever is in it. */
    public void complete(JsonNode value) {
        complete(root, value);
    }

    /** Completes a value by a part of the schema. */
    void complete(JsonNode schema, JsonNode value) {
        var layers = layers(schema);
        if (value instanceof ObjectNode object) {
            layers.forEach(layer -> addMissing(layer, object));
            layers.forEach(
                    layer ->
                            layer.path("properties").properties().stream()
                                    .filter(property -> object.has(property.getKey()))
                                    .forEach(
                                            property ->
                                                    complete(
                                                            property.getValue(),
                                                            object.get(property.getKey()))));
        }
        if (value.isArray()) {
            layers.forEach(layer -> items(layer, value));
        }
    }

    private void addMissing(JsonNode layer, ObjectNode object) {
        var properties = layer.path("properties").properties();
        CheckBudget.spend((long) PROPERTY * properties.size());
        properties.forEach(
                property -> {
                    if (!object.has(property.getKey())) {
                        made(property.getValue())
                                .ifPresent(value -> add(object, property.getKey(), value));
                    }
                });
    }

    /** The defaults of many items may add up. */
    private static void add(ObjectNode object, String name, JsonNode value) {
        CheckBudget.spend(10L * value.toString().length());
        object.set(name, value);
    }

    private void items(JsonNode layer, JsonNode array) {
        var prefix = layer.path("prefixItems");
        if (prefix.isEmpty() && layer.path("items").isEmpty()) {
            return;
        }
        for (var i = 0; i < array.size(); i++) {
            complete(i < prefix.size() ? prefix.get(i) : layer.path("items"), array.get(i));
        }
    }

    /** The value of a member that was not given. */
    private Optional<JsonNode> made(JsonNode schema) {
        var layers = layers(schema);
        var written = layers.stream().filter(layer -> layer.has("default")).findFirst();
        if (written.isPresent()) {
            return Optional.of(written.get().get("default").deepCopy());
        }
        if (!layers.stream().allMatch(ParameterDefaults::mayBeObject)) {
            return Optional.empty();
        }
        var object = ExactNumbers.EXACT.objectNode();
        layers.forEach(layer -> addMissing(layer, object));
        // An object without its required members would make a valid request invalid.
        var whole =
                layers.stream()
                        .flatMap(layer -> layer.path("required").valueStream())
                        .allMatch(required -> object.has(required.asText()));
        return object.isEmpty() || !whole ? Optional.empty() : Optional.of(object);
    }

    private static boolean mayBeObject(JsonNode schema) {
        var type = schema.path("type");
        return type.isMissingNode()
                || type.asText().equals("object")
                || type.valueStream().anyMatch(each -> each.asText().equals("object"));
    }

    /** A schema and those that hold wherever it does. */
    private List<JsonNode> layers(JsonNode schema) {
        var layers = new ArrayList<JsonNode>();
        add(schema, layers);
        return layers;
    }

    private void add(JsonNode schema, List<JsonNode> layers) {
        if (schema.isObject()) {
            CheckBudget.spend(LAYER);
            layers.add(schema);
            add(Subschemas.target(root, schema), layers);
            schema.path("allOf").forEach(each -> add(each, layers));
        }
    }
}
