package dev.obtaskd.backup.restore;

import dev.obtaskd.store.DataDirectory;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The data directory that a backup is restored to. It is locked like that of a daemon. A file in it
 * says that the restore is not complete: with this file no daemon starts, and the next restore
 * deletes everything.
 */
final class RestoreTarget implements Closeable {

    private static final Messages MESSAGES = Messages.of("backup");

    private static final String LOST = "lost+found";

    private final Path directory;
    private final boolean created;
    private final Path db;
    private final Path lockFile;
    private final Path mark;
    private final FileChannel lock;

    private RestoreTarget(Path directory, boolean created) throws IOException {
        this.directory = directory;
        this.created = created;
        this.db = directory.resolve("db");
        this.lockFile = db.resolve("lock");
        this.mark = directory.resolve(DataDirectory.INCOMPLETE_RESTORE);
        requireUnused(directory);
        PrivateFiles.createDirectories(db);
        this.lock =
                FileChannel.open(
                        lockFile,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
    }

    /**
     * Locks a directory that is empty, does not exist, or has an incomplete restore.
     *
     * @throws BackupException for any other directory, which is left as it is
     */
    static RestoreTarget of(Path directory) throws IOException {
        var created = !Files.exists(directory, LinkOption.NOFOLLOW_LINKS);
        if (created) {
            var parent = directory.getParent();
            require(
                    parent != null && Files.isDirectory(parent),
                    MESSAGES.text("target.parent", directory));
            PrivateFiles.createDirectories(directory);
        }
        require(
                Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS),
                MESSAGES.text("target.directory", directory));
        requireIdle(directory);
        var target = new RestoreTarget(directory, created);
        try {
            target.begin();
            return target;
        } catch (IOException | RuntimeException e) {
            target.lock.close();
            throw e;
        }
    }

    /** Before anything is created: the lock of a daemon exists already. */
    private static void requireIdle(Path directory) throws IOException {
        var lock = directory.resolve("db").resolve("lock");
        if (Files.exists(lock)) {
            try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                    var held = channel.tryLock()) {
                require(held != null, MESSAGES.text("target.in-use", directory));
            } catch (OverlappingFileLockException e) {
                throw new BackupException(MESSAGES.text("target.in-use", directory), e);
            }
        }
    }

    private static void requireUnused(Path directory) throws IOException {
        if (Files.exists(directory.resolve(DataDirectory.INCOMPLETE_RESTORE))) {
            return;
        }
        require(
                !Files.exists(directory.resolve("db").resolve("obtaskd.mv.db")),
                MESSAGES.text("target.store", directory));
        for (var child : children(directory)) {
            var name = String.valueOf(child.getFileName());
            var empty =
                    name.equals("db")
                            && children(child).stream().allMatch(file -> file.endsWith("lock"));
            require(empty || name.equals(LOST), MESSAGES.text("target.not-empty", directory, name));
        }
    }

    private static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.toList();
        }
    }

    private void begin() throws IOException {
        require(lock.tryLock() != null, MESSAGES.text("target.in-use", directory));
        requireUnused(directory);
        if (!Files.exists(mark)) {
            PrivateFiles.create(mark).close();
            PrivateFiles.force(directory);
        }
        clear();
    }

    private void clear() throws IOException {
        for (var child : children(db)) {
            if (!child.equals(lockFile)) {
                PrivateFiles.delete(child);
            }
        }
        for (var child : children(directory)) {
            if (!child.equals(db) && !child.equals(mark) && !child.endsWith(LOST)) {
                PrivateFiles.delete(child);
            }
        }
    }

    /** Checks that this many bytes fit on the disk of a directory, which may not exist. */
    static void requireSpace(Path directory, long bytes) throws IOException {
        var existing = directory;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        require(existing != null, MESSAGES.text("target.parent", directory));
        var free = Files.getFileStore(existing).getUsableSpace();
        require(free >= bytes, MESSAGES.text("target.space", directory, bytes, free));
    }

    Path resolve(Path relative) {
        return directory.resolve(relative);
    }

    /** Gives everything to the owner of the directory, and makes the restore complete. */
    void complete() throws IOException {
        var owner = Files.readAttributes(directory, "unix:uid,gid", LinkOption.NOFOLLOW_LINKS);
        for (var child : children(directory)) {
            if (!child.endsWith(LOST)) {
                own(child, owner);
            }
        }
        PrivateFiles.force(directory);
        Files.delete(mark);
        PrivateFiles.force(directory);
    }

    private static void own(Path root, Map<String, Object> owner) throws IOException {
        try (var all = Files.walk(root)) {
            for (var path : (Iterable<Path>) all::iterator) {
                ownOne(path, owner);
            }
        }
    }

    private static void ownOne(Path path, Map<String, Object> owner) throws IOException {
        var present = Files.readAttributes(path, "unix:uid,gid", LinkOption.NOFOLLOW_LINKS);
        if (!present.equals(owner)) {
            Files.setAttribute(path, "unix:uid", owner.get("uid"), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", owner.get("gid"), LinkOption.NOFOLLOW_LINKS);
        }
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            PrivateFiles.force(path);
        }
    }

    /** Deletes what was restored so far. */
    void discard() throws IOException {
        clear();
        Files.deleteIfExists(lockFile);
        Files.deleteIfExists(db);
        Files.delete(mark);
        if (created) {
            Files.delete(directory);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static void require(boolean holds, LocalizedText message) {
        if (!holds) {
            throw new BackupException(message);
        }
    }
}
