package dev.obtaskd.cli.command;

import dev.obtaskd.cli.output.Style;
import dev.obtaskd.text.Language;
import dev.obtaskd.text.LocalizedText;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command gets from the process that runs it.
 *
 * @param terminal whether the output is a terminal
 * @param interactive whether the input is one too, so that a user can be asked
 * @param clock with the time zone of the user
 */
public record CommandContext(
        Map<String, String> environment,
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean terminal,
        boolean interactive,
        Clock clock) {

    /** The language of the locale; English if there is none. */
    public Language language() {
        for (var name : List.of("LC_ALL", "LC_MESSAGES", "LANG")) {
            var value = variable(name);
            if (value != null) {
                return value.startsWith("zh") ? Language.ZH : Language.EN;
            }
        }
        return Language.EN;
    }

    /** A text in the language of the user. */
    public String say(LocalizedText text) {
        return language().say(text);
    }

    /** An environment variable; null if it is absent or empty. */
    public @Nullable String variable(String name) {
        var value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** Whether the output has colours. */
    public boolean colour() {
        return terminal && variable("NO_COLOR") == null && !"dumb".equals(variable("TERM"));
    }

    /** The text with a style if the output has colours. */
    public String styled(Style style, String text) {
        return colour() ? style.apply(text) : text;
    }

    /** Whether the output can show more than ASCII. */
    public boolean unicode() {
        return StandardCharsets.UTF_8.equals(out.charset());
    }

    /** Writes a message that is no output of the command. */
    public void note(LocalizedText text) {
        err.println(say(text));
    }
}
