package dev.obtaskd.catalogue.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Schema;
import dev.obtaskd.catalogue.schema.CheckBudget;
import dev.obtaskd.catalogue.schema.SchemaCompiler;
import dev.obtaskd.json.ExactNumbers;
import dev.obtaskd.json.JsonPointers;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of an operation: their schema, and how a request's are checked against it and
 * completed.
 */
public final class ParameterSchema {

    /** The size limit of all parameters of a task together, as JSON in UTF-8. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final Messages MESSAGES = Messages.of("catalogue");
    private static final String FIELD = "params";

    private final JsonNode schema;
    // Compiled on first use: most operations, and most copies stored with tasks, are never checked.
    private volatile @Nullable Schema compiled;

    /**
     * @param schema JSON Schema 2020-12 of an object; {@link ParameterSchema#check} needs one that
     *     can be used
     */
    public ParameterSchema(JsonNode schema) {
        this.schema = schema;
    }

    /** The schema as it was written. */
    public JsonNode schema() {
        return schema;
    }

    /** The result of the check. */
    public sealed interface Checked {}

    /**
     * The parameters are valid.
     *
     * @param params with the schema's defaults for what was not given
     */
    public record Accepted(ObjectNode params) implements Checked {}

    /** The parameters are invalid. */
    public record Refused(List<ParameterError> errors) implements Checked {
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
            return new Refused(
                    List.of(ParameterError.of(FIELD, given, MESSAGES.text("params.not-object"))));
        }
        var params =
                given.isObject() ? (ObjectNode) given.deepCopy() : ExactNumbers.EXACT.objectNode();
        // Checked as sent first: plain notation is safe only for valid numbers.
        var sent = bytes(params.toString());
        if (sent > MAX_BYTES) {
            return tooLarge(sent);
        }
        var errors = new ArrayList<ParameterError>();
        refuseUnusable(params, FieldPath.of(FIELD), errors);
        if (!errors.isEmpty()) {
            return new Refused(errors);
        }
        var stored = bytes(ExactNumbers.json(params));
        return stored > MAX_BYTES ? tooLarge(stored) : withinBudget(params);
    }

    /** A copy of parameters without the values that the schema marks as secret. */
    public JsonNode masked(JsonNode params) {
        return new ParameterMask(schema).apply(params);
    }

    private static Refused tooLarge(int size) {
        var message = MESSAGES.text("params.too-large", size, MAX_BYTES);
        return new Refused(List.of(new ParameterError(FIELD, null, message)));
    }

    private Checked withinBudget(ObjectNode params) {
        try {
            return CheckBudget.within(() -> completed(params));
        } catch (CheckBudget.Spent e) {
            var field = e.member().map(FieldPath.of(FIELD)::then).orElse(FieldPath.of(FIELD));
            return new Refused(List.of(new ParameterError(field.toString(), null, e.reason())));
        }
    }

    private Checked completed(ObjectNode params) {
        new ParameterDefaults(schema).complete(params);
        var errors =
                SchemaCompiler.check(compiled(), params).stream()
                        .map(
                                violation ->
                                        ParameterError.of(
                                                field(violation.pointer()),
                                                params.at(violation.pointer()),
                                                violation.message()))
                        .toList();
        return errors.isEmpty() ? new Accepted(params) : new Refused(errors);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private Schema compiled() {
        var known = compiled;
        if (known == null) {
            known = SchemaCompiler.of(schema);
            compiled = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ParameterSchema that && schema.equals(that.schema);
    }

    @Override
    public int hashCode() {
        return schema.hashCode();
    }

    /**
     * Refuses values that cannot be passed to a program unchanged: a NUL ends a text, an incomplete
     * character is replaced, and some numbers have too many digits for memory.
     */
    private static void refuseUnusable(
            JsonNode node, FieldPath field, List<ParameterError> errors) {
        node.properties()
                .forEach(
                        member -> {
                            var below = field.then(member.getKey());
                            refuseText(member.getKey(), below, errors);
                            refuseUnusable(member.getValue(), below, errors);
                        });
        if (node.isArray()) {
            for (var i = 0; i < node.size(); i++) {
                refuseUnusable(node.get(i), field.then(i), errors);
            }
        }
        if (node.isTextual()) {
            refuseText(node.textValue(), field, errors);
        } else if (node.isNumber() && !ExactNumbers.fits(node)) {
            add(errors, field, null, ExactNumbers.RULE);
        }
    }

    private static void refuseText(String text, FieldPath field, List<ParameterError> errors) {
        if (text.indexOf('\0') >= 0) {
            add(errors, field, text, MESSAGES.text("params.nul"));
        } else if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            add(errors, field, null, MESSAGES.text("params.unicode"));
        }
    }

    private static void add(
            List<ParameterError> errors,
            FieldPath field,
            @Nullable String value,
            LocalizedText message) {
        if (errors.size() < SchemaCompiler.MAX_VIOLATIONS) {
            errors.add(
                    ParameterError.of(
                            field.toString(),
                            value == null ? MissingNode.getInstance() : TextNode.valueOf(value),
                            message));
        }
    }

    private static String field(String pointer) {
        return pointer.isEmpty() ? FIELD : FIELD + "." + JsonPointers.dotted(pointer);
    }
}
