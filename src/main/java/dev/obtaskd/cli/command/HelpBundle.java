package dev.obtaskd.cli.command;

import dev.obtaskd.text.Language;
import dev.obtaskd.text.Messages;
import java.util.Collections;
import java.util.Enumeration;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The descriptions of commands and options, for the library that prints the help. */
public final class HelpBundle extends ResourceBundle {

    private static final Messages MESSAGES = Messages.of("cli-help");

    private final Language language;

    public HelpBundle(Language language) {
        this.language = language;
    }

    @Override
    protected @Nullable Object handleGetObject(String key) {
        return MESSAGES.has(key) ? language.say(MESSAGES.text(key)) : null;
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(MESSAGES.keys());
    }
}
