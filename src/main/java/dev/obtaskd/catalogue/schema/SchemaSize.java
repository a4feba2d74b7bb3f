package dev.obtaskd.catalogue.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The size of a schema without cycles when every reference is followed: a few short lines may
 * expand to millions.
 */
public final class SchemaSize {

    private static final Messages MESSAGES = Messages.of("catalogue");

    private static final long MOST = 10_000;
    private static final int DEEPEST = 200;

    private final JsonNode root;
    private final Map<JsonNode, Long> known = new IdentityHashMap<>();

    private SchemaSize(JsonNode root) {
        this.root = root;
    }

    /** Why a schema is too large; empty if it is not. */
    public static Optional<LocalizedText> flaw(JsonNode root) {
        return new SchemaSize(root).of(root, 0) > MOST
                ? Optional.of(MESSAGES.text("params.size", MOST, DEEPEST))
                : Optional.empty();
    }

    private long of(JsonNode schema, int depth) {
        if (depth > DEEPEST) {
            return MOST + 1;
        }
        var before = known.get(schema);
        if (before != null) {
            return before;
        }
        var size = 1L;
        for (var place : Subschemas.within("", schema)) {
            size += place.keyword().equals("$defs") ? 0 : of(place.schema(), depth + 1);
        }
        var target = Subschemas.target(root, schema);
        size = Math.min(MOST + 1, size + (target.isMissingNode() ? 0 : of(target, depth + 1)));
        known.put(schema, size);
        return size;
    }
}
