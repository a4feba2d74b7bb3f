package dev.obtaskd.cli.command;

import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** Asks a user at a terminal before something that cannot be undone. */
public final class Confirmation {

    private static final Messages MESSAGES = Messages.of("cli");

    @Option(names = {"-y", "--yes"})
    private boolean yes;

    /** Whether the user agrees; a script is not asked. */
    public boolean given(CommandContext context, LocalizedText question) {
        if (yes || !context.interactive()) {
            return true;
        }
        context.err()
                .print(context.say(question) + " " + context.say(MESSAGES.text("confirm.ask")));
        context.err().flush();
        try {
            var line =
                    new BufferedReader(new InputStreamReader(context.in(), StandardCharsets.UTF_8))
                            .readLine();
            return line != null && line.strip().matches("(?i)y|yes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
