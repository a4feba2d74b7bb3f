package dev.obtaskd.text;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A message bundle: the files {@code messages/<name>_en.properties} and {@code
 * messages/<name>_zh.properties}, in UTF-8. Values are patterns of {@link MessageFormat}: {@code
 * {0}} is the first argument, and an apostrophe is written twice.
 */
public final class Messages {

    private final String name;
    private final Properties english;
    private final Properties chinese;

    private Messages(String name) {
        this.name = name;
        this.english = load(name + "_en.properties");
        this.chinese = load(name + "_zh.properties");
    }

    /**
     * Loads a bundle.
     *
     * @throws IllegalStateException if a file of the bundle is missing
     */
    public static Messages of(String name) {
        return new Messages(name);
    }

    /**
     * A sentence in both languages.
     *
     * @param arguments inserted as {@link String#valueOf} writes them, without regard to a locale;
     *     a {@link LocalizedText} is inserted in the language of the sentence
     * @throws IllegalArgumentException if a language lacks the key
     */
    public LocalizedText text(String key, Object... arguments) {
        return new LocalizedText(
                format(english, key, values(Language.EN, arguments)),
                format(chinese, key, values(Language.ZH, arguments)));
    }

    /** Whether the bundle has a key. */
    public boolean has(String key) {
        return english.containsKey(key);
    }

    /** All keys of the bundle. */
    public Set<String> keys() {
        return english.stringPropertyNames();
    }

    private String format(Properties language, String key, Object[] values) {
        var pattern = language.getProperty(key);
        if (pattern == null) {
            throw new IllegalArgumentException("bundle " + name + " has no key " + key);
        }
        return new MessageFormat(pattern, Locale.ROOT).format(values);
    }

    private static Object[] values(Language language, Object[] arguments) {
        return Stream.of(arguments)
                .map(each -> each instanceof LocalizedText text ? language.say(text) : each)
                .map(String::valueOf)
                .toArray();
    }

    private static Properties load(String file) {
        try (var in = Messages.class.getResourceAsStream("/messages/" + file)) {
            if (in == null) {
                throw new IllegalStateException("missing message bundle " + file);
            }
            var properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
