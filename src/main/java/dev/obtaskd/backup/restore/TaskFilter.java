package dev.obtaskd.backup.restore;

import dev.obtaskd.store.h2.StoreFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * Selects the files of the attempts that a store has. Logs are read after the store: files of newer
 * attempts would mix with those of attempts that get the same number again.
 */
final class TaskFilter implements AutoCloseable {

    private static final Pattern LOCAL = Pattern.compile("(\\d{1,18})");
    private static final Pattern CLUSTER = Pattern.compile("c\\d{1,18}");
    private static final Pattern PART = Pattern.compile("(\\d{1,18})\\.(\\d{1,9}|changed)");

    private final StoreFile.Attempts attempts;

    /** The directory that was asked for last: an archive has its files together. */
    private Path last = Path.of("");

    private boolean lastIncluded;

    TaskFilter(StoreFile store) throws SQLException {
        this.attempts = store.attempts();
    }

    /**
     * Whether a file belongs to the store.
     *
     * @param path relative to the directory of a day
     */
    boolean includes(Path path) throws IOException {
        if (path.getNameCount() < 2) {
            return false;
        }
        var directory = path.subpath(0, 2);
        if (!directory.equals(last)) {
            last = directory;
            lastIncluded = included(path.getName(0).toString(), path.getName(1).toString());
        }
        return lastIncluded;
    }

    private boolean included(String task, String part) throws IOException {
        if (CLUSTER.matcher(task).matches()) {
            return true;
        }
        var parts = PART.matcher(part);
        if (!LOCAL.matcher(task).matches() || !parts.matches()) {
            return false;
        }
        try {
            var latest = attempts.latest(Long.parseLong(task), Long.parseLong(parts.group(1)));
            return latest.isPresent()
                    && (parts.group(2).equals("changed")
                            || Integer.parseInt(parts.group(2)) <= latest.getAsInt());
        } catch (SQLException e) {
            throw new IOException("the store cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws SQLException {
        attempts.close();
    }
}
