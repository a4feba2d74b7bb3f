package dev.obtaskd.catalogue.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.obtaskd.json.JsonPointers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A parameter that differs.
 *
 * @param pointer JSON pointer into the parameters
 * @param before a missing node if it was absent
 * @param after a missing node if it is absent
 */
public record ParameterChange(String pointer, JsonNode before, JsonNode after) {

    /** The differences of two parameter objects, within objects member by member. */
    public static List<ParameterChange> between(JsonNode before, JsonNode after) {
        var changes = new ArrayList<ParameterChange>();
        collect("", before, after, changes);
        return changes;
    }

    /** The same change with the values that two other objects have in this place. */
    public ParameterChange in(JsonNode before, JsonNode after) {
        return new ParameterChange(pointer, before.at(pointer), after.at(pointer));
    }

    private static void collect(
            String pointer, JsonNode before, JsonNode after, List<ParameterChange> changes) {
        if (before.isObject() && after.isObject()) {
            var names = new LinkedHashSet<String>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            names.forEach(
                    name ->
                            collect(
                                    JsonPointers.below(pointer, name),
                                    member(before, name),
                                    member(after, name),
                                    changes));
        } else if (!before.equals(after)) {
            changes.add(new ParameterChange(pointer, before, after));
        }
    }

    private static JsonNode member(JsonNode object, String name) {
        return object.has(name) ? object.get(name) : MissingNode.getInstance();
    }
}
