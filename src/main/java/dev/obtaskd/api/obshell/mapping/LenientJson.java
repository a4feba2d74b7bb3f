package dev.obtaskd.api.obshell.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.obtaskd.text.Messages;
import java.io.IOException;
import java.util.Map;

/**
 * Reads small JSON objects like Go's decoder: keys are case-insensitive, unknown keys are ignored,
 * and of duplicate keys the last one counts.
 */
public final class LenientJson {

    private static final Messages MESSAGES = Messages.of("obshell");
    private static final int MAX_DEPTH = 100;
    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private LenientJson() {}

    /**
     * @throws IOException if it is not a JSON object
     */
    public static JsonNode object(byte[] json) throws IOException {
        var tree = JSON.readTree(json);
        if (tree == null || !tree.isObject()) {
            throw new IOException("not a JSON object");
        }
        return tree;
    }

    /**
     * A non-empty string in an object.
     *
     * @throws ObshellException {@code COMMON_BIND_JSON_FAILED} if there is none
     */
    public static String string(byte[] json, String key) {
        try {
            var value =
                    object(json).properties().stream()
                            .filter(property -> property.getKey().equalsIgnoreCase(key))
                            .map(Map.Entry::getValue)
                            .reduce((earlier, later) -> later)
                            .filter(found -> found.isTextual() && !found.textValue().isEmpty());
            return value.orElseThrow(() -> unreadable(key)).textValue();
        } catch (IOException malformed) {
            // The parser's message would show parts of the body.
            throw new ObshellException(
                    ObshellErrorCode.COMMON_BIND_JSON_FAILED, MESSAGES.text("body.not-an-object"));
        }
    }

    private static ObshellException unreadable(String key) {
        return new ObshellException(
                ObshellErrorCode.COMMON_BIND_JSON_FAILED, MESSAGES.text("body.not-a-string", key));
    }
}
