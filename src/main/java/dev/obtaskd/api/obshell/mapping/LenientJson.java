package dev.obtaskd.api.obshell.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.obtaskd.text.LocalizedText;
import java.io.IOException;
import java.util.Map;

/**
 * Reads small JSON objects as forgivingly as Go: any case of a key, other keys are ignored, the
 * last one counts.
 */
public final class LenientJson {

    private static final int DEEPEST = 100;
    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private LenientJson() {}

    /**
     * @throws IOException if it is no JSON object
     */
    public static JsonNode object(byte[] json) throws IOException {
        var tree = JSON.readTree(json);
        if (tree == null || !tree.isObject()) {
            throw new IOException("no JSON object");
        }
        return tree;
    }

    /**
     * A word in an object.
     *
     * @throws ObshellException {@code COMMON_BIND_JSON_FAILED} if it is not there
     */
    public static String word(byte[] json, String key) {
        try {
            var word =
                    object(json).properties().stream()
                            .filter(property -> property.getKey().equalsIgnoreCase(key))
                            .map(Map.Entry::getValue)
                            .reduce((earlier, later) -> later)
                            .filter(value -> value.isTextual() && !value.textValue().isEmpty());
            return word.orElseThrow(() -> unreadable(key)).textValue();
        } catch (IOException malformed) {
            // The parser's own words would show parts of the body.
            throw new ObshellException(
                    ObshellErrorCode.COMMON_BIND_JSON_FAILED,
                    new LocalizedText("it is no JSON object", "不是 JSON 对象"));
        }
    }

    private static ObshellException unreadable(String key) {
        return new ObshellException(
                ObshellErrorCode.COMMON_BIND_JSON_FAILED,
                new LocalizedText(key + " must be a word", key + " 须为字符串"));
    }
}
