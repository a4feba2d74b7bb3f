package dev.obtaskd.cli.command;

import dev.obtaskd.text.LocalizedText;
import java.util.List;

/** Checks operation files. */
@FunctionalInterface
public interface OperationFileCheck {

    /**
     * Something to report about a file.
     *
     * @param error whether the daemon would not use the operation
     * @param text with file and line
     */
    record Finding(boolean error, LocalizedText text) {}

    /** All findings, errors first. */
    List<Finding> check(String file, byte[] content);
}
