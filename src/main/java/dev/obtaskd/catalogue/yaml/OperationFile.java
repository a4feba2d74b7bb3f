package dev.obtaskd.catalogue.yaml;

import dev.obtaskd.text.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * A file that may hold an operation.
 *
 * @param name for messages: a path or class path location
 * @param content null if it was not read
 * @param refused reason why it was not read; null if it was
 */
public record OperationFile(
        String name, byte @Nullable [] content, @Nullable LocalizedText refused) {

    public static OperationFile of(String name, byte[] content) {
        return new OperationFile(name, content, null);
    }

    public static OperationFile refused(String name, LocalizedText reason) {
        return new OperationFile(name, null, reason);
    }

    /** The file's name without directories and extension. */
    public String baseName() {
        var last = name.substring(name.lastIndexOf('/') + 1);
        return last.replaceFirst("\\.ya?ml$", "");
    }
}
