package dev.obtaskd.catalogue.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.obtaskd.catalogue.operation.Operation.Action;
import dev.obtaskd.json.ExactNumbers;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills in <code>${{ path }}</code> in the strings of a tree. One pass: values are not expanded
 * again, so a value that looks like a template stays as it is.
 */
public final class TemplateFiller {

    private static final TextNode NOTHING = TextNode.valueOf("");

    private final TemplateValues values;
    private final List<String> missing = new ArrayList<>();

    private TemplateFiller(TemplateValues values) {
        this.values = values;
    }

    /**
     * Fills in an action's specification. Where a value is text, whatever is filled in becomes
     * text.
     */
    public static TemplateResult fill(Action action, TemplateValues values) {
        return switch (fill(action.spec(), values)) {
            case TemplateResult.Complete(var spec) ->
                    new TemplateResult.Complete(TextPlaces.apply(action.kind(), spec));
            case TemplateResult.MissingValue missing -> missing;
        };
    }

    /**
     * Fills in a tree. A string that is exactly one template becomes the value with its JSON type;
     * as an element of an array it becomes, if the value is an array, that array's elements. Within
     * a longer string a value becomes text: JSON text for an array or object, nothing for null.
     * Keys are not changed.
     */
    public static TemplateResult fill(JsonNode spec, TemplateValues values) {
        var templates = new TemplateFiller(values);
        var filled = templates.node(spec);
        return templates.missing.isEmpty()
                ? new TemplateResult.Complete(filled)
                : new TemplateResult.MissingValue(templates.missing.getFirst());
    }

    /**
     * Whether a condition holds: not for false, null, "", "false", 0, an empty array or nothing.
     */
    public static boolean truthy(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.booleanValue();
            case STRING -> !value.textValue().isEmpty() && !value.textValue().equals("false");
            case NUMBER -> value.decimalValue().signum() != 0;
            case ARRAY -> !value.isEmpty();
            case NULL, MISSING -> false;
            default -> true;
        };
    }

    private JsonNode node(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> object(object);
            case ArrayNode array -> array(array);
            case TextNode text -> text(text);
            default -> node;
        };
    }

    private ObjectNode object(ObjectNode object) {
        var filled = ExactNumbers.EXACT.objectNode();
        object.properties().forEach(member -> filled.set(member.getKey(), node(member.getValue())));
        return filled;
    }

    private ArrayNode array(ArrayNode array) {
        var filled = ExactNumbers.EXACT.arrayNode();
        for (var element : array) {
            var value = node(element);
            if (element.isTextual() && value instanceof ArrayNode several) {
                filled.addAll(several);
            } else {
                filled.add(value);
            }
        }
        return filled;
    }

    private JsonNode text(TextNode text) {
        if (!Template.in(text.textValue())) {
            return text;
        }
        var parts = Template.of(text.textValue()).parts();
        if (parts.size() == 1 && parts.getFirst() instanceof Template.Slot only) {
            return value(only);
        }
        var filled = new StringBuilder();
        parts.forEach(
                part ->
                        filled.append(
                                switch (part) {
                                    case Template.Literal literal -> literal.text();
                                    case Template.Unclosed unclosed -> unclosed.text();
                                    case Template.Slot slot -> ExactNumbers.text(value(slot));
                                }));
        return TextNode.valueOf(filled.toString());
    }

    private JsonNode value(Template.Slot slot) {
        var value = TemplatePath.parse(slot.path()).flatMap(values::at);
        if (value.isEmpty()) {
            missing.add(slot.path());
            return NOTHING;
        }
        return value.get().isMissingNode() ? NOTHING : value.get().deepCopy();
    }
}
