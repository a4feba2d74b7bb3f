package dev.obtaskd.backup;

/**
 * What a backup contains besides the store, the operations and the settings.
 *
 * @param secrets the values behind {@code secret:<name>}, the initial password, and the keys of TLS
 * @param logs the logs and files of all attempts
 */
public record BackupOptions(boolean secrets, boolean logs) {

    @Override
    public String toString() {
        return "secrets=" + secrets + ", logs=" + logs;
    }
}
