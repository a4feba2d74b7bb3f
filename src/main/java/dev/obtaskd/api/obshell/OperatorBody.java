package dev.obtaskd.api.obshell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Map;

/** Reads {@code {"operator": "RETRY"}}, as forgivingly as Go: any case of the key, other keys are ignored. */
@ApplicationScoped
class OperatorBody {

    private static final String KEY = "operator";

    private final ObjectMapper json;

    OperatorBody(ObjectMapper json) {
        this.json = json;
    }

    /**
     * The word of the operator, as it was written.
     *
     * @throws WireException {@code COMMON_BIND_JSON_FAILED} if there is none
     */
    String operator(byte[] body) {
        var operator = parse(body).properties().stream()
                .filter(property -> property.getKey().equalsIgnoreCase(KEY))
                .map(Map.Entry::getValue)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new WireException(WireCode.COMMON_BIND_JSON_FAILED, "operator is required"));
        if (!operator.isTextual() || operator.textValue().isEmpty()) {
            throw new WireException(WireCode.COMMON_BIND_JSON_FAILED, "operator must be a word");
        }
        return operator.textValue();
    }

    private JsonNode parse(byte[] body) {
        try {
            var tree = json.readTree(body);
            if (tree.isObject()) {
                return tree;
            }
        } catch (IOException malformed) {
            // said below: the parser's own words would show parts of the body
        }
        throw new WireException(WireCode.COMMON_BIND_JSON_FAILED, "the body is no JSON object");
    }
}
