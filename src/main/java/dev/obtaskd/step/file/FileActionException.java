package dev.obtaskd.step.file;

import java.io.IOException;

/** A failure of an action with a complete message. */
final class FileActionException extends IOException {

    FileActionException(String message) {
        super(message);
    }
}
