package dev.obtaskd.catalogue.operation;

import dev.obtaskd.text.LocalizedText;

/**
 * An error in an operation file.
 *
 * @param file name of the file as it was given
 * @param line from 1
 * @param message what is wrong, with the offending key and value, and what would be right
 */
public record OperationFlaw(String file, int line, LocalizedText message) {

    /** In the form of compiler messages: {@code file:line: message}. */
    public LocalizedText text() {
        var place = file + ":" + line + ": ";
        return new LocalizedText(place + message.en(), place + message.zh());
    }

    /** The text in English. */
    @Override
    public String toString() {
        return text().en();
    }
}
