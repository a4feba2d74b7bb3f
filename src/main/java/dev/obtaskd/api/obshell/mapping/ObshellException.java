package dev.obtaskd.api.obshell.mapping;

import dev.obtaskd.text.Language;
import dev.obtaskd.text.LocalizedText;

/** An error response of obshell's API. */
public final class ObshellException extends RuntimeException {

    private final ObshellErrorCode code;
    private final transient LocalizedText message;

    /**
     * @param arguments of the code's message; a {@link LocalizedText} is inserted in the caller's
     *     language
     */
    public ObshellException(ObshellErrorCode code, Object... arguments) {
        this(code, code.message(arguments));
    }

    private ObshellException(ObshellErrorCode code, LocalizedText message) {
        // Frequent and fully described by the message: no stack trace.
        super(message.en(), null, false, false);
        this.code = code;
        this.message = message;
    }

    public ObshellErrorCode code() {
        return code;
    }

    /** The message in a language. */
    public String message(Language language) {
        return language.say(message);
    }
}
