package dev.obtaskd.catalogue.operation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.json.ExactNumbers;
import dev.obtaskd.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * An error of one field of a request.
 *
 * @param field dotted path, such as {@code params.tenant} or {@code hosts}
 * @param value what was given, as text of at most {@value #MAX_VALUE} characters; null if nothing
 *     was
 * @param message what is wrong with it
 */
public record ParameterError(String field, @Nullable String value, LocalizedText message) {

    /** The greatest shown length of a value. */
    public static final int MAX_VALUE = 200;

    /** An error about a JSON value, which is cut to size. */
    public static ParameterError of(String field, JsonNode value, LocalizedText message) {
        return new ParameterError(field, shown(value), message);
    }

    private static @Nullable String shown(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        var text = ExactNumbers.text(value);
        if (text.length() <= MAX_VALUE) {
            return text;
        }
        // An incomplete surrogate pair would be invalid JSON in the response.
        var end = Character.isHighSurrogate(text.charAt(MAX_VALUE - 1)) ? MAX_VALUE - 1 : MAX_VALUE;
        return text.substring(0, end);
    }
}
