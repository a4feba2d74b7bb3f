package dev.obtaskd.backup.restore;

import dev.obtaskd.backup.BackupManifest;
import dev.obtaskd.backup.TarReader;
import dev.obtaskd.path.PathNames;
import dev.obtaskd.store.StoreContent;
import dev.obtaskd.store.h2.StoreFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;

/** Restores a backup to a data directory that no daemon uses. */
public final class Restore {

    /** As deep as the daemon reads directories of tasks. */
    private static final int MAX_DEPTH = 110;

    private final BackupFile backup;
    private final RestoreTarget target;

    private Restore(BackupFile backup, RestoreTarget target) {
        this.backup = backup;
        this.target = target;
    }

    /**
     * Restores a backup. It is checked completely before anything is written. After a failure the
     * directory is as before.
     *
     * @param directory an absolute path; empty or absent
     * @throws BackupException if the backup is damaged or of a newer version, or the directory is
     *     in use
     */
    public static StoreContent run(BackupFile backup, Path directory) throws IOException {
        backup.requireSupported();
        // Before it is read: the sizes of a hostile backup have no limit.
        RestoreTarget.requireSpace(directory, backup.size());
        backup.verify();
        try (var target = RestoreTarget.of(directory)) {
            try {
                var content = new Restore(backup, target).write();
                target.complete();
                return content;
            } catch (IOException | RuntimeException e) {
                discard(target, e);
                throw e;
            }
        }
    }

    private static void discard(RestoreTarget target, Exception reason) {
        try {
            target.discard();
        } catch (IOException e) {
            // The file that marks the restore as incomplete is deleted last.
            reason.addSuppressed(e);
        }
    }

    private StoreContent write() throws IOException {
        for (var entry : backup.manifest().entries()) {
            if (!EntryNames.archive(entry.name())) {
                writeFile(entry);
            }
        }
        var path = path(backup.store());
        var content = BackupCheck.open(backup, path);
        try {
            var store = new StoreFile(path);
            unpackAll(store);
            store.detach();
        } catch (SQLException e) {
            throw backup.unusable(e);
        }
        return content;
    }

    private Path path(BackupManifest.Entry entry) {
        return target.resolve(EntryNames.path(entry.name()).orElseThrow());
    }

    private void writeFile(BackupManifest.Entry entry) throws IOException {
        var path = path(entry);
        createParent(path);
        try (var out = PrivateFiles.create(path)) {
            backup.copy(entry, out);
        }
    }

    private void unpackAll(StoreFile store) throws IOException, SQLException {
        try (var filter = new TaskFilter(store)) {
            for (var entry : backup.manifest().entries()) {
                if (EntryNames.archive(entry.name())) {
                    unpack(entry, path(entry), filter);
                }
            }
        }
    }

    private void unpack(BackupManifest.Entry entry, Path directory, TaskFilter filter)
            throws IOException {
        try (var content = new BufferedInputStream(backup.content(entry))) {
            var archive = new TarReader(content);
            for (var name = archive.next(); name.isPresent(); name = archive.next()) {
                var path = checked(name.get());
                if (filter.includes(path)) {
                    unpack(path, archive.content(), directory);
                }
            }
        }
    }

    private static void unpack(Path name, InputStream content, Path directory) throws IOException {
        var path = directory.resolve(name);
        createParent(path);
        try (var out = PrivateFiles.create(path)) {
            content.transferTo(out);
        }
    }

    private static void createParent(Path path) throws IOException {
        PrivateFiles.createDirectories(Objects.requireNonNull(path.getParent()));
    }

    /** A name must lead to a place below the directory of the archive. */
    private static Path checked(byte[] name) throws IOException {
        var text = new String(name, StandardCharsets.ISO_8859_1);
        var path = PathNames.path(name);
        if (text.indexOf('\0') >= 0
                || path.isAbsolute()
                || path.getNameCount() > MAX_DEPTH
                || !path.equals(path.normalize())
                || text.isEmpty()
                || text.equals("..")
                || text.startsWith("../")) {
            throw new IOException("the backup has a file with the name " + PathNames.display(path));
        }
        return path;
    }
}
