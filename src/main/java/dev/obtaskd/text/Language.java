package dev.obtaskd.text;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Languages of messages. */
public enum Language {
    EN,
    ZH;

    private static final List<String> TAGS = List.of("en", "zh");

    /**
     * The preferred language of a caller; English if none is supported or the header is malformed.
     *
     * @param acceptLanguage value of the header {@code Accept-Language}
     */
    public static Language of(@Nullable String acceptLanguage) {
        if (acceptLanguage == null) {
            return EN;
        }
        try {
            var tag = Locale.lookupTag(Locale.LanguageRange.parse(acceptLanguage), TAGS);
            return "zh".equals(tag) ? ZH : EN;
        } catch (IllegalArgumentException e) {
            return EN;
        }
    }

    /** A text in this language. */
    public String say(LocalizedText text) {
        return this == ZH ? text.zh() : text.en();
    }
}
