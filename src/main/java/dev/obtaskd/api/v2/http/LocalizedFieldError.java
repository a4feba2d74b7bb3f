package dev.obtaskd.api.v2.http;

import dev.obtaskd.api.v2.wire.FieldError;
import dev.obtaskd.text.Language;
import dev.obtaskd.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/** A {@link FieldError} before the language of the caller is known. */
public record LocalizedFieldError(String field, @Nullable String value, LocalizedText message) {

    FieldError in(Language language) {
        return new FieldError(field, value, language.say(message));
    }
}
