package dev.obtaskd.cli.command;

import dev.obtaskd.text.LocalizedText;

/** A command cannot continue. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode code;
    private final transient LocalizedText text;

    public CommandException(ExitCode code, LocalizedText text) {
        super(text.en());
        this.code = code;
        this.text = text;
    }

    public ExitCode code() {
        return code;
    }

    public LocalizedText text() {
        return text;
    }
}
