package dev.obtaskd.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.path.NodePath;
import org.jspecify.annotations.Nullable;

/** A keyword each of whose evaluations is counted, so that schemas that multiply end within the budget. */
record MeteredKeyword(Keyword keyword) implements Keyword {

    /** In steps of the budget: about a microsecond. */
    private static final int COST = 100;

    @Override
    public String getValue() {
        return keyword.getValue();
    }

    @Override
    public @Nullable KeywordValidator newValidator(
            SchemaLocation location, JsonNode node, Schema parent, SchemaContext context) throws Exception {
        var validator = keyword.newValidator(location, node, parent, context);
        return validator == null ? null : new Metered(validator);
    }

    private record Metered(KeywordValidator validator) implements KeywordValidator {

        @Override
        public void validate(ExecutionContext context, JsonNode node, JsonNode root, NodePath place) {
            // Sets and lists are gone through before their members' own keywords count.
            Budget.spend(COST + node.size());
            validator.validate(context, node, root, place);
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
