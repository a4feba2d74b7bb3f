package dev.obtaskd.api.v2.wire;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * An error in one field of a request.
 *
 * @param field JSON pointer into the body, or the name of a query parameter
 * @param value what was sent, as text, cut at 200 characters; null if the field was absent
 * @param message what is wrong, and what is right
 */
@RegisterForReflection
public record FieldError(String field, @Nullable String value, String message) {

    private static final int MAX_LENGTH = 200;

    public FieldError {
        value = value == null ? null : truncated(value);
    }

    /** The part of a text that a response repeats: its first 200 characters. */
    public static String truncated(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        // An unpaired surrogate could not be written as UTF-8.
        var end = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? 1 : 0;
        return text.substring(0, MAX_LENGTH - end);
    }
}
