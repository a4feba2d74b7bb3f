package dev.obtaskd.step.file;

import java.io.IOException;

/** Why an action failed, in words for people that need nothing more. */
final class FileActionException extends IOException {

    FileActionException(String message) {
        super(message);
    }
}
