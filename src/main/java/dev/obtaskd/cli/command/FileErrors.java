package dev.obtaskd.cli.command;

import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** Why a file cannot be used. */
public final class FileErrors {

    private static final Messages MESSAGES = Messages.of("cli");

    private FileErrors() {}

    /** The end of a sentence that names the file. */
    public static LocalizedText reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException e -> MESSAGES.text("file.missing");
            case AccessDeniedException e -> MESSAGES.text("file.denied");
            case FileAlreadyExistsException e -> MESSAGES.text("file.exists");
            default -> MESSAGES.text("file.other", String.valueOf(failure.getMessage()));
        };
    }
}
