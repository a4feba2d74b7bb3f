package dev.obtaskd.backup.restore;

import dev.obtaskd.store.StoreContent;
import dev.obtaskd.store.h2.StoreFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Verifies a backup by reading all of it and by opening its store. */
public final class BackupCheck {

    private BackupCheck() {}

    /**
     * Reads every entry and every row of the store.
     *
     * @param directory a private directory with space for the store; the caller deletes it
     * @return what the store contains
     * @throws BackupException if the backup is damaged
     */
    public static StoreContent of(BackupFile backup, Path directory) throws IOException {
        backup.verify();
        var copy = directory.resolve("obtaskd.mv.db");
        try (var out = PrivateFiles.create(copy)) {
            backup.copy(backup.store(), out);
        }
        return open(backup, copy);
    }

    static StoreContent open(BackupFile backup, Path store) throws IOException {
        try {
            return new StoreFile(store).check();
        } catch (SQLException e) {
            throw backup.unusable(e);
        }
    }
}
