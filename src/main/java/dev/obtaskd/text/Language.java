package dev.obtaskd.text;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages in which the daemon speaks to people. */
public enum Language {
    EN,
    ZH;

    private static final List<String> TAGS = List.of("en", "zh");

    /**
     * The caller's favourite of the two; English if there is none or the header is broken.
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
