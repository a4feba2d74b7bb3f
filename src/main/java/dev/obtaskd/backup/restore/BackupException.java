package dev.obtaskd.backup.restore;

import dev.obtaskd.text.LocalizedText;

/** A backup cannot be used, or cannot be restored to a directory. Nothing was changed. */
public final class BackupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient LocalizedText text;

    BackupException(LocalizedText text) {
        super(text.en());
        this.text = text;
    }

    BackupException(LocalizedText text, Throwable cause) {
        super(text.en(), cause);
        this.text = text;
    }

    public LocalizedText text() {
        return text;
    }
}
