package dev.obtaskd.catalogue.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.path.NodePath;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts the evaluations of a keyword, so that schemas with multiplying evaluations stay within the
 * budget.
 */
record MeteredKeyword(Keyword keyword) implements Keyword {

    // All in steps of the budget.
    private static final int COST = 50;
    private static final int MEMBER = 25;
    private static final int ERROR = 100;
    private static final int PART = 30;
    private static final int CHARACTERS_IN_A_STEP = 8;

    /** Looked up by hash: the length of the list costs nothing. */
    private static final Set<String> LOOKED_UP = Set.of("enum", "const");

    /** Keywords that visit the members of the value. */
    private static final Set<String> GOING_THROUGH =
            Set.of(
                    "items",
                    "contains",
                    "prefixItems",
                    "unevaluatedItems",
                    "properties",
                    "patternProperties",
                    "additionalProperties",
                    "propertyNames",
                    "unevaluatedProperties");

    /** Keywords that visit the whole value, not only its members. */
    private static final Set<String> DEEP = Set.of("enum", "const", "uniqueItems");

    /** One evaluation can find an error for each name in the schema. */
    private static final Set<String> NAMING = Set.of("required", "dependentRequired");

    @Override
    public String getValue() {
        return keyword.getValue();
    }

    @Override
    public @Nullable KeywordValidator newValidator(
            SchemaLocation location, JsonNode node, Schema parent, SchemaContext context)
            throws Exception {
        var validator = keyword.newValidator(location, node, parent, context);
        var listed = LOOKED_UP.contains(getValue()) ? 0 : (long) MEMBER * members(node);
        return validator == null ? null : new Metered(validator, COST + listed);
    }

    /** The members of a list or object, and those of lists in it. */
    private static int members(JsonNode node) {
        return node.size()
                + node.valueStream().filter(JsonNode::isArray).mapToInt(JsonNode::size).sum();
    }

    private record Metered(KeywordValidator validator, long cost) implements KeywordValidator {

        @Override
        public void validate(
                ExecutionContext context, JsonNode node, JsonNode root, NodePath place) {
            CheckBudget.at(place);
            CheckBudget.spend(cost + ofContent(node));
            var before = context.getErrors().size();
            validator.validate(context, node, root, place);
            if (NAMING.contains(getKeyword())) {
                CheckBudget.spend((long) ERROR * (context.getErrors().size() - before));
            }
        }

        private long ofContent(JsonNode node) {
            if (node.isContainerNode()) {
                var each = GOING_THROUGH.contains(getKeyword()) ? MEMBER : 1;
                return DEEP.contains(getKeyword()) ? PART * parts(node) : (long) each * node.size();
            }
            // Long texts and numbers with large exponents take longer.
            if (node.isTextual()) {
                return node.textValue().length() / CHARACTERS_IN_A_STEP;
            }
            return node.isNumber() ? Math.abs(node.decimalValue().scale()) : 0;
        }

        private static long parts(JsonNode node) {
            var parts = 1L;
            for (var member : node) {
                parts += parts(member);
            }
            return parts;
        }

        @Override
        public String getKeyword() {
            return validator.getKeyword();
        }

        @Override
        public SchemaLocation getSchemaLocation() {
            return validator.getSchemaLocation();
        }

        @Override
        public void preloadSchema() {
            validator.preloadSchema();
        }
    }
}
