package dev.obtaskd.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of an operation: their schema, and how a request's are checked against it and completed. */
public final class Parameters {

    /** The size limit of all parameters of a task together, as JSON in UTF-8. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final String FIELD = "params";

    private final JsonNode schema;
    // Made when it is first needed: most operations, and most copies that tasks keep of theirs, are never asked.
    private volatile @Nullable Schema compiled;

    /** @param schema JSON Schema 2020-12 of an object; {@link Parameters#check} needs one that can be used */
    public Parameters(JsonNode schema) {
        this.schema = schema;
    }

    /** The schema as it was written. */
    public JsonNode schema() {
        return schema;
    }

    /** What came of the check. */
    public sealed interface Checked {}

    /**
     * They may be used.
     *
     * @param params with the schema's defaults for what was not given
     */
    public record Accepted(ObjectNode params) implements Checked {}

    /** They may not. */
    public record Refused(List<FieldError> errors) implements Checked {
        public Refused {
            errors = List.copyOf(errors);
        }
    }

    /**
     * Checks what was given.
     *
     * @param given what the request holds; a missing or null node counts as an empty object
     */
    public Checked check(JsonNode given) {
        if (!given.isObject() && !given.isMissingNode() && !given.isNull()) {
            return new Refused(List.of(FieldError.of(FIELD, given, "must be an object")));
        }
        var params = given.isObject() ? (ObjectNode) given.deepCopy() : JsonNodeFactory.instance.objectNode();
        var size = params.toString().getBytes(StandardCharsets.UTF_8).length;
        if (size > MAX_BYTES) {
            var message = "all parameters together are " + size + " bytes; the limit is " + MAX_BYTES;
            return new Refused(List.of(new FieldError(FIELD, null, message)));
        }
        var errors = new ArrayList<FieldError>();
        refuseUnusableText(params, FIELD, errors);
        complete(schema, params);
        for (var violation : Schemas.check(compiled(), params)) {
            errors.add(FieldError.of(field(violation.pointer()), params.at(violation.pointer()), violation.message()));
        }
        return errors.isEmpty() ? new Accepted(params) : new Refused(errors);
    }

    private Schema compiled() {
        var known = compiled;
        if (known == null) {
            known = Schemas.of(schema);
            compiled = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Parameters that && schema.equals(that.schema);
    }

    @Override
    public int hashCode() {
        return schema.hashCode();
    }

    /** Sets the defaults of members that are missing, at every depth that is there. */
    private static void complete(JsonNode schema, ObjectNode params) {
        schema.path("properties").properties().forEach(property -> {
            var name = property.getKey();
            if (!params.has(name) && property.getValue().has("default")) {
                params.set(name, property.getValue().get("default").deepCopy());
            }
            if (params.path(name) instanceof ObjectNode inner) {
                complete(property.getValue(), inner);
            }
        });
    }

    /** Text that could not reach a program unchanged: a NUL would end it, half a character would be replaced. */
    private static void refuseUnusableText(JsonNode node, String field, List<FieldError> errors) {
        node.properties().forEach(member -> {
            var below = field + "." + member.getKey();
            refuseText(member.getKey(), below, errors);
            refuseUnusableText(member.getValue(), below, errors);
        });
        if (node.isArray()) {
            for (var i = 0; i < node.size(); i++) {
                refuseUnusableText(node.get(i), field + "." + i, errors);
            }
        }
        if (node.isTextual()) {
            refuseText(node.textValue(), field, errors);
        }
    }

    private static void refuseText(String text, String field, List<FieldError> errors) {
        if (text.indexOf('\0') >= 0) {
            errors.add(FieldError.of(field, TextNode.valueOf(text), "must not hold a NUL character"));
        } else if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            errors.add(new FieldError(field, null, "must be valid Unicode text"));
        }
    }

    private static String field(String pointer) {
        return pointer.isEmpty() ? FIELD : FIELD + "." + Pointers.dotted(pointer);
    }
}
