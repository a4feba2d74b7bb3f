package dev.obtaskd.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Schema;
import dev.obtaskd.json.Numbers;
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
        var params = given.isObject() ? (ObjectNode) given.deepCopy() : Numbers.EXACT.objectNode();
        var errors = new ArrayList<FieldError>();
        refuseUnusable(params, FIELD, errors);
        if (!errors.isEmpty()) {
            return new Refused(errors);
        }
        var size = size(params);
        if (size > MAX_BYTES) {
            var message = "all parameters together are " + size + " bytes; the limit is " + MAX_BYTES;
            return new Refused(List.of(new FieldError(FIELD, null, message)));
        }
        try {
            return Budget.within(() -> completed(params));
        } catch (Budget.Spent e) {
            return new Refused(List.of(new FieldError(FIELD, null, String.valueOf(e.getMessage()))));
        }
    }

    private Checked completed(ObjectNode params) {
        new Defaults(schema).complete(params);
        var errors = Schemas.check(compiled(), params).stream()
                .map(violation -> FieldError.of(field(violation.pointer()), params.at(violation.pointer()), violation.message()))
                .toList();
        return errors.isEmpty() ? new Accepted(params) : new Refused(errors);
    }

    /** As it will be stored. Plain numbers are much longer than what was sent, so the short form is looked at first. */
    private static int size(ObjectNode params) {
        var sent = bytes(params.toString());
        return sent > MAX_BYTES ? sent : bytes(Numbers.json(params));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
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

    /**
     * What could not reach a program unchanged: a NUL would end a text, half a character would be replaced,
     * and some numbers have more digits than there is memory.
     */
    private static void refuseUnusable(JsonNode node, String field, List<FieldError> errors) {
        node.properties().forEach(member -> {
            var below = field + "." + member.getKey();
            refuseText(member.getKey(), below, errors);
            refuseUnusable(member.getValue(), below, errors);
        });
        if (node.isArray()) {
            for (var i = 0; i < node.size(); i++) {
                refuseUnusable(node.get(i), field + "." + i, errors);
            }
        }
        if (node.isTextual()) {
            refuseText(node.textValue(), field, errors);
        } else if (node.isNumber() && !Numbers.fits(node)) {
            errors.add(new FieldError(field, null, Numbers.RULE));
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
