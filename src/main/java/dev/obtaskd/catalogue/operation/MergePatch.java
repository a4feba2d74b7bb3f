package dev.obtaskd.catalogue.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obtaskd.json.ExactNumbers;

/** JSON Merge Patch (RFC 7396). */
public final class MergePatch {

    private MergePatch() {}

    /**
     * The target after the patch; neither of them changes. A patch that is not an object replaces
     * the target.
     */
    public static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch.deepCopy();
        }
        var merged =
                target instanceof ObjectNode object
                        ? object.deepCopy()
                        : ExactNumbers.EXACT.objectNode();
        changes.properties()
                .forEach(
                        change -> {
                            if (change.getValue().isNull()) {
                                merged.remove(change.getKey());
                            } else {
                                merged.set(
                                        change.getKey(),
                                        apply(merged.path(change.getKey()), change.getValue()));
                            }
                        });
        return merged;
    }
}
