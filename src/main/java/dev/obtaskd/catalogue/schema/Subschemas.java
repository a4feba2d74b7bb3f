package dev.obtaskd.catalogue.schema;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.obtaskd.json.JsonPointers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The schemas within a JSON Schema 2020-12, distinguished from property names and plain values. */
public final class Subschemas {

    private static final Set<String> MAPS =
            Set.of("properties", "patternProperties", "$defs", "dependentSchemas");
    private static final Set<String> LISTS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> SINGLE =
            Set.of(
                    "additionalProperties",
                    "items",
                    "contains",
                    "not",
                    "if",
                    "then",
                    "else",
                    "propertyNames",
                    "unevaluatedItems",
                    "unevaluatedProperties",
                    "contentSchema");

    private Subschemas() {}

    /**
     * A schema and its position.
     *
     * @param keyword that leads to it from the schema around it; empty for the outermost one
     */
    public record Place(String pointer, String keyword, JsonNode schema) {}

    /** A schema and all within it, without following references. */
    public static List<Place> all(String pointer, JsonNode schema) {
        var all = new ArrayList<Place>();
        collect(new Place(pointer, "", schema), all);
        return all;
    }

    /** The schemas directly within one. */
    public static List<Place> within(String pointer, JsonNode schema) {
        var found = new ArrayList<Place>();
        schema.properties()
                .forEach(
                        member -> {
                            var keyword = member.getKey();
                            var value = member.getValue();
                            var below = JsonPointers.below(pointer, keyword);
                            if (SINGLE.contains(keyword)) {
                                found.add(new Place(below, keyword, value));
                            } else if (MAPS.contains(keyword)) {
                                value.properties()
                                        .forEach(
                                                named ->
                                                        found.add(
                                                                new Place(
                                                                        JsonPointers.below(
                                                                                below,
                                                                                named.getKey()),
                                                                        keyword,
                                                                        named.getValue())));
                            } else if (LISTS.contains(keyword)) {
                                for (var i = 0; i < value.size(); i++) {
                                    found.add(new Place(below + "/" + i, keyword, value.path(i)));
                                }
                            }
                        });
        return found;
    }

    /** The referenced schema; a missing node if there is no reference. */
    public static JsonNode target(JsonNode root, JsonNode schema) {
        var reference = schema.path("$ref").asText("");
        return reference.startsWith("#/")
                ? root.at(JsonPointer.compile(reference.substring(1)))
                : MissingNode.getInstance();
    }

    private static void collect(Place place, List<Place> all) {
        all.add(place);
        within(place.pointer(), place.schema()).forEach(inner -> collect(inner, all));
    }
}
