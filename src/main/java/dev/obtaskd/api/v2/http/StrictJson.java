package dev.obtaskd.api.v2.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.obtaskd.api.v2.wire.FieldError;
import dev.obtaskd.json.ExactJson;
import dev.obtaskd.json.ExactNumbers;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies into records, strictly: one JSON object in UTF-8 without duplicate or unknown keys.
 */
public final class StrictJson {

    private static final Messages MESSAGES = Messages.of("api");
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(
                            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .withCoercionConfig(
                            LogicalType.Textual,
                            text ->
                                    text.setCoercion(
                                                    CoercionInputShape.Integer, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Float, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Boolean,
                                                    CoercionAction.Fail))
                    .build();

    private static final int MAX_ERRORS = 100;

    /** Maximum length of a body. */
    static final int MAX_BYTES = 1 << 20;

    private StrictJson() {}

    /**
     * Reads a body of at most {@link #MAX_BYTES} bytes.
     *
     * @throws ProblemException {@code body.too-large}, before the rest is read
     * @throws IOException if the connection was closed
     */
    public static byte[] bytes(InputStream stream) throws IOException {
        var bytes = stream.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw tooLarge();
        }
        return bytes;
    }

    /**
     * The refusal of a body that is too large. The rest of it is not read, so the connection must
     * be closed.
     */
    static ProblemException tooLarge() {
        return ProblemException.of(
                        ErrorCode.BODY_TOO_LARGE, MESSAGES.text("body.too-large", MAX_BYTES))
                .with("Connection", "close");
    }

    /**
     * Reads a required body.
     *
     * @param <T> a record registered for reflection
     * @throws ProblemException {@code request.malformed} or {@code request.unknown-field}
     */
    public static <T> T required(byte @Nullable [] body, Class<T> type) {
        if (body == null || body.length == 0) {
            throw malformed(MESSAGES.text("body.empty"));
        }
        return bind(tree(utf8(body)), type);
    }

    /** Reads an optional body; returns {@code absent} if it is empty. */
    public static <T> T optional(byte @Nullable [] body, Class<T> type, T absent) {
        return body == null || body.length == 0 ? absent : required(body, type);
    }

    /** A record of a body as a tree of JSON. */
    public static JsonNode tree(Object record) {
        return JSON.valueToTree(record);
    }

    private static String utf8(byte[] body) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw malformed(MESSAGES.text("body.not-utf8"));
        }
    }

    private static JsonNode tree(String text) {
        try {
            var read = ExactJson.strict(text);
            if (!read.tree().isObject()) {
                throw malformed(MESSAGES.text("body.not-object"));
            }
            checkNumbers(read.refused());
            checkTexts(read.tree());
            return read.tree();
        } catch (JsonProcessingException e) {
            throw malformed(notJson(e.getLocation()));
        } catch (IOException never) {
            throw new IllegalStateException("reading a string cannot fail", never);
        }
    }

    private static LocalizedText notJson(@Nullable JsonLocation at) {
        return at == null
                ? MESSAGES.text("body.not-json")
                : MESSAGES.text("body.not-json.at", at.getLineNr(), at.getColumnNr());
    }

    /**
     * Refuses numbers before they are converted: a few characters can stand for more digits than
     * fit into memory.
     */
    private static void checkNumbers(Map<JsonPointer, String> refused) {
        if (refused.isEmpty()) {
            return;
        }
        var errors =
                refused.entrySet().stream()
                        .limit(MAX_ERRORS)
                        .map(
                                number ->
                                        new LocalizedFieldError(
                                                number.getKey().toString(),
                                                number.getValue(),
                                                ExactNumbers.RULE))
                        .toList();
        var ofParams = errors.stream().allMatch(error -> error.field().startsWith("/params/"));
        throw (ofParams
                        ? ProblemException.of(ErrorCode.PARAMS_INVALID)
                        : malformed(MESSAGES.text("body.number", errors.getFirst().field())))
                .with(errors);
    }

    /**
     * NUL and unpaired surrogates can be written as escapes, but cannot be passed to a program as
     * an argument.
     */
    private static void checkTexts(JsonNode node) {
        node.properties()
                .forEach(
                        property -> {
                            checkText(property.getKey());
                            checkTexts(property.getValue());
                        });
        if (node.isTextual()) {
            checkText(node.textValue());
        } else if (node.isArray()) {
            node.forEach(StrictJson::checkTexts);
        }
    }

    private static void checkText(String text) {
        if (text.indexOf('\0') >= 0) {
            throw malformed(MESSAGES.text("body.nul"));
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw malformed(MESSAGES.text("body.surrogate"));
        }
    }

    private static <T> T bind(JsonNode tree, Class<T> type) {
        try {
            return JSON.treeToValue(tree, type);
        } catch (UnrecognizedPropertyException e) {
            var known =
                    e.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "));
            var message =
                    MESSAGES.text(
                            "body.unknown-field", FieldError.truncated(e.getPropertyName()), known);
            throw ProblemException.of(ErrorCode.UNKNOWN_FIELD, message)
                    .with(List.of(new LocalizedFieldError(pointer(e), null, message)));
        } catch (JsonProcessingException e) {
            var field = e instanceof JsonMappingException mapping ? pointer(mapping) : "";
            var sent = tree.at(field);
            throw malformed(MESSAGES.text("body.wrong-type", field))
                    .with(
                            List.of(
                                    new LocalizedFieldError(
                                            field,
                                            sent.isMissingNode() ? null : sent.toString(),
                                            MESSAGES.text("field.wrong-type"))));
        }
    }

    private static String pointer(JsonMappingException e) {
        return e.getPath().stream()
                .map(
                        part ->
                                part.getFieldName() == null
                                        ? Integer.toString(part.getIndex())
                                        : part.getFieldName())
                .map(part -> "/" + part.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }

    private static ProblemException malformed(LocalizedText detail) {
        return ProblemException.of(ErrorCode.REQUEST_MALFORMED, detail);
    }
}
