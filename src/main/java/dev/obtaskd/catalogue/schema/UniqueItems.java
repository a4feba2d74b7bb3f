package dev.obtaskd.catalogue.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.path.NodePath;
import dev.obtaskd.json.ExactNumbers;
import java.util.ArrayList;
import java.util.HashSet;

/**
 * The keyword {@code uniqueItems}, comparing items by their text. The library compares by hash
 * codes, which a caller can make collide: then every pair of items is compared. Texts with the same
 * hash code are sorted here, so that few of them are compared.
 */
record UniqueItems(Keyword keyword) implements Keyword {

    private static final JsonNode TWICE = ExactNumbers.EXACT.arrayNode().add(true).add(true);

    @Override
    public String getValue() {
        return keyword.getValue();
    }

    @Override
    public KeywordValidator newValidator(
            SchemaLocation location, JsonNode node, Schema parent, SchemaContext context)
            throws Exception {
        return new ByText(keyword.newValidator(location, node, parent, context));
    }

    /**
     * @param library creates the error
     */
    private record ByText(KeywordValidator library) implements KeywordValidator {

        @Override
        public void validate(
                ExecutionContext context, JsonNode node, JsonNode root, NodePath place) {
            if (node.isArray() && repeats(node)) {
                library.validate(context, TWICE, root, place);
            }
        }

        @Override
        public String getKeyword() {
            return library.getKeyword();
        }

        @Override
        public SchemaLocation getSchemaLocation() {
            return library.getSchemaLocation();
        }
    }

    private static boolean repeats(JsonNode array) {
        var seen = new HashSet<String>();
        for (var item : array) {
            var text = new StringBuilder();
            write(item, text);
            if (!seen.add(text.toString())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Equal values have equal texts: members in the order of their names, numbers without zeros at
     * the end.
     */
    private static void write(JsonNode node, StringBuilder text) {
        switch (node.getNodeType()) {
            case OBJECT -> {
                text.append('{');
                var names = new ArrayList<String>();
                node.fieldNames().forEachRemaining(names::add);
                names.sort(null);
                names.forEach(
                        name -> {
                            write(name, text);
                            write(node.get(name), text);
                        });
                text.append('}');
            }
            case ARRAY -> {
                text.append('[');
                node.forEach(element -> write(element, text));
                text.append(']');
            }
            case STRING -> write(node.textValue(), text);
            case NUMBER -> text.append(node.decimalValue().stripTrailingZeros()).append(' ');
            default -> text.append(node.asText()).append(' ');
        }
    }

    /** Prefixed with its length, so that the encoding is unambiguous. */
    private static void write(String value, StringBuilder text) {
        text.append('"').append(value.length()).append(':').append(value);
    }
}
