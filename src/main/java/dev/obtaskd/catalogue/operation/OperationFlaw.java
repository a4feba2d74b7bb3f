package dev.obtaskd.catalogue.operation;

/**
 * An error in an operation file.
 *
 * @param file name of the file as it was given
 * @param line from 1
 * @param message what is wrong, with the offending key and value, and what would be right
 */
public record OperationFlaw(String file, int line, String message) {

    /** In the form of compiler messages: {@code file:line: message}. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + message;
    }
}
