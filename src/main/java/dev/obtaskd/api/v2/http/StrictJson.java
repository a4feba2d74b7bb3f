package dev.obtaskd.api.v2.http;

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
 * Reads bodies into records, strictly: one JSON object in UTF-8, without a key twice or unknown.
 */
public final class StrictJson {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(
                            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
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

    private static final int MOST_ERRORS = 100;

    /** How many bytes a body may have. */
    static final int MOST = 1 << 20;

    private StrictJson() {}

    /**
     * The bytes of a body, however they come.
     *
     * @throws ProblemException {@code body.too-large}, without reading on
     * @throws IOException if the connection broke
     */
    public static byte[] bytes(InputStream stream) throws IOException {
        var bytes = stream.readNBytes(MOST + 1);
        if (bytes.length > MOST) {
            throw tooLarge();
        }
        return bytes;
    }

    /**
     * The refusal of a body that is too large; what is left of it stays unread, so the connection
     * ends.
     */
    static ProblemException tooLarge() {
        return ProblemException.of(
                        ErrorCode.BODY_TOO_LARGE,
                        "A body may have " + MOST + " bytes.",
                        "请求体最多 " + MOST + " 字节。")
                .with("Connection", "close");
    }

    /**
     * Reads a body that must be there.
     *
     * @param <T> a record registered for reflection
     * @throws ProblemException {@code request.malformed} or {@code request.unknown-field}
     */
    public static <T> T required(byte @Nullable [] body, Class<T> type) {
        if (body == null || body.length == 0) {
            throw malformed("it is empty", "内容为空");
        }
        return bind(tree(utf8(body)), type);
    }

    /** Reads a body that may be left out; then the answer is {@code absent}. */
    public static <T> T optional(byte @Nullable [] body, Class<T> type, T absent) {
        return body == null || body.length == 0 ? absent : required(body, type);
    }

    private static String utf8(byte[] body) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw malformed("it is not UTF-8", "不是 UTF-8 编码");
        }
    }

    private static JsonNode tree(String text) {
        try {
            var read = ExactJson.strict(text);
            if (!read.tree().isObject()) {
                throw malformed("it is no JSON object", "不是 JSON 对象");
            }
            checkNumbers(read.refused());
            checkTexts(read.tree());
            return read.tree();
        } catch (JsonProcessingException e) {
            var at =
                    e.getLocation() == null
                            ? ""
                            : ", line "
                                    + e.getLocation().getLineNr()
                                    + ", column "
                                    + e.getLocation().getColumnNr();
            throw malformed("it is no valid JSON" + at, "不是合法的 JSON" + at);
        } catch (IOException never) {
            throw new IllegalStateException("a text that cannot be read", never);
        }
    }

    /**
     * Refused before they become numbers: a few characters can stand for more digits than there is
     * memory.
     */
    private static void checkNumbers(Map<JsonPointer, String> refused) {
        if (refused.isEmpty()) {
            return;
        }
        var errors =
                refused.entrySet().stream()
                        .limit(MOST_ERRORS)
                        .map(
                                number ->
                                        new FieldError(
                                                number.getKey().toString(),
                                                number.getValue(),
                                                ExactNumbers.RULE))
                        .toList();
        var ofParams = errors.stream().allMatch(error -> error.field().startsWith("/params/"));
        throw (ofParams
                        ? ProblemException.of(ErrorCode.PARAMS_INVALID)
                        : malformed(
                                "the number at " + errors.getFirst().field() + " is too long",
                                errors.getFirst().field() + " 的数字过长"))
                .with(errors);
    }

    /**
     * NUL and halves of surrogate pairs can be written as escapes, but no program takes them as an
     * argument.
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
            throw malformed("there is a NUL in a text", "文本中含有 NUL 字符");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw malformed("there is half a surrogate pair in a text", "文本中含有不成对的代理字符");
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
            var name = FieldError.truncated(e.getPropertyName());
            throw ProblemException.of(
                            ErrorCode.UNKNOWN_FIELD,
                            "There is no field " + name + "; there are: " + known + ".",
                            "没有字段 " + name + ", 可用字段: " + known + "。")
                    .with(
                            List.of(
                                    new FieldError(
                                            pointer(e), null, "unknown; there are: " + known)));
        } catch (JsonProcessingException e) {
            var field = e instanceof JsonMappingException mapping ? pointer(mapping) : "";
            var sent = tree.at(field);
            throw malformed("the type of " + field + " is wrong", field + " 的类型不正确")
                    .with(
                            List.of(
                                    new FieldError(
                                            field,
                                            sent.isMissingNode() ? null : sent.toString(),
                                            "wrong type")));
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

    private static ProblemException malformed(String en, String zh) {
        return ProblemException.of(
                ErrorCode.REQUEST_MALFORMED,
                "The body cannot be read: " + en + ".",
                "请求体无法解析: " + zh + "。");
    }
}
