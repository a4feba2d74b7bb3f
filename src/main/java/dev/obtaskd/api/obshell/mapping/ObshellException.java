package dev.obtaskd.api.obshell.mapping;

import dev.obtaskd.text.Language;

/** A refusal in obshell's words. */
public final class ObshellException extends RuntimeException {

    private final ObshellErrorCode code;
    private final transient Object[] arguments;

    /**
     * @param arguments of the code's sentence; a {@link dev.obtaskd.text.LocalizedText} is said in
     *     the caller's language
     */
    public ObshellException(ObshellErrorCode code, Object... arguments) {
        // Refusals are frequent and say everything themselves: no stack trace.
        super(code.message(Language.EN, arguments), null, false, false);
        this.code = code;
        this.arguments = arguments.clone();
    }

    public ObshellErrorCode code() {
        return code;
    }

    /** The sentence for people. */
    public String message(Language language) {
        return code.message(language, arguments);
    }
}
