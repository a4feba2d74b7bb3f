package dev.obtaskd.api.v2.wire;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one field of a request.
 *
 * @param field JSON pointer into the body, or the name of a query parameter
 * @param value what was sent there as text, cut at 200 characters; null if nothing was
 * @param message what is wrong and what would be right
 */
@RegisterForReflection
public record FieldError(String field, @Nullable String value, String message) {

    static final int LONGEST = 200;

    public FieldError {
        value = value == null ? null : shown(value);
    }

    /** As much of a text as an answer repeats. */
    public static String shown(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        // Half of a pair of surrogates could not be written as UTF-8.
        return text.substring(
                0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }
}
