package dev.obtaskd.store;

import dev.obtaskd.path.OwnershipCheck;
import dev.obtaskd.path.PathNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The directory of all persistent data of the daemon ({@code obtaskd.data-dir}). */
@ApplicationScoped
public class DataDirectory {

    private static final String PROPERTY = "obtaskd.data-dir";

    /**
     * The account of the embedded database. It has no password: the file permissions protect it.
     */
    public static final String DATABASE_USER = "obtaskd";

    /** A file that is in the directory while a backup is restored to it. */
    public static final String INCOMPLETE_RESTORE = "restore-incomplete";

    private static final String PASSWORD = "initial-admin-password";
    private static final List<String> PARTS =
            List.of("db", "kept", "secrets", "tasks", "run", PASSWORD);

    private final Path path;
    private @Nullable FileChannel lock;

    public DataDirectory(@ConfigProperty(name = PROPERTY) String path) {
        this.path = PathNames.path(path);
    }

    /** The absolute path. */
    public Path path() {
        return path;
    }

    /** The path of the database in its URL, without the suffix of the file. */
    public Path database() {
        return path.resolve("db").resolve("obtaskd");
    }

    /**
     * Creates the directory, accessible to the user of the daemon only, if its parent exists. An
     * existing directory must belong to that user with all its parts, and no other user may be able
     * to replace it.
     *
     * @throws StartupException if it cannot be used; the message has the property and its value
     */
    public void prepare() {
        // The path becomes a part of the URL of the database, where a semicolon starts a setting.
        require(
                isEncodable(),
                "cannot be named in the daemon's locale; start it with LC_ALL=C.UTF-8, or use ASCII"
                        + " only");
        require(
                path.isAbsolute() && !path.toString().contains(";"),
                "must be an absolute path without ';'");
        if (!exists(path)) {
            require(
                    Files.isDirectory(parent(path)),
                    "cannot be created: its parent directory does not exist");
            requireTrusted(() -> OwnershipCheck.checkParents(path));
            createPrivate(path);
        }
        require(Files.isDirectory(path), "is not a directory");
        requireTrusted(() -> OwnershipCheck.checkParents(path));
        requireTrusted(() -> OwnershipCheck.checkPrivate(path));
        require(Files.isWritable(path), "cannot be written");
        require(
                !exists(path.resolve(INCOMPLETE_RESTORE)),
                "contains an incomplete restore. Run obtaskd restore again");
        if (!exists(parent(database()))) {
            createPrivate(parent(database()));
        }
        trustParts();
    }

    /** A planted store, password or secret would give control of the daemon. */
    private void trustParts() {
        for (var part : PARTS) {
            var partPath = path.resolve(part);
            if (exists(partPath)) {
                requireTrusted(() -> OwnershipCheck.checkPrivate(partPath));
                require(
                        Files.isDirectory(partPath) != part.equals(PASSWORD),
                        "contains "
                                + part
                                + ", which is not "
                                + (part.equals(PASSWORD) ? "a file" : "a directory"));
            }
        }
        requireTrusted(
                () -> {
                    try (var files = Files.list(parent(database()))) {
                        for (var file : files.toList()) {
                            var problem = OwnershipCheck.checkOwned(file);
                            if (problem.isPresent()) {
                                return problem;
                            }
                        }
                    }
                    return Optional.empty();
                });
    }

    private interface Check {
        Optional<String> run() throws IOException;
    }

    private void requireTrusted(Check check) {
        try {
            check.run()
                    .ifPresent(
                            problem -> {
                                throw new StartupException(named("cannot be trusted: " + problem));
                            });
        } catch (IOException e) {
            throw new StartupException(named("cannot be checked: " + e), e);
        }
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Locks the directory for this process until it ends. The lock of H2 is not enough, as H2
     * releases it when the store fails.
     *
     * @throws StartupException if another daemon has the lock
     */
    public void lock() {
        var file = database().resolveSibling("lock");
        try {
            lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                throw inUse(null);
            }
        } catch (OverlappingFileLockException e) {
            throw inUse(e);
        } catch (IOException e) {
            throw new StartupException(named("cannot be used: " + file + " cannot be locked"), e);
        }
    }

    /** Releases the lock. */
    public void unlock() {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The error of a directory that another daemon has locked. */
    public StartupException inUse(@Nullable Exception cause) {
        return new StartupException(named("is in use by another obtaskd"), cause);
    }

    /** A sentence about the directory, with the property and its value. */
    public String named(String what) {
        return PROPERTY + "=" + PathNames.display(path) + " " + what;
    }

    /**
     * Whether the path survives the conversion to text and back. The database and the socket are
     * opened by text; in the locale C, Java replaces all characters that are not ASCII.
     */
    private boolean isEncodable() {
        try {
            return Path.of(path.toString()).equals(path);
        } catch (InvalidPathException unmappable) {
            return false;
        }
    }

    /** The parent of an absolute path other than the root. */
    private static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent());
    }

    private void createPrivate(Path directory) {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        try {
            Files.createDirectory(directory, ownerOnly);
        } catch (AccessDeniedException e) {
            throw new StartupException(
                    named("cannot be used: no permission to create " + directory), e);
        } catch (IOException e) {
            throw new StartupException(
                    named("cannot be used: " + directory + " cannot be created"), e);
        }
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw new StartupException(named(what));
        }
    }
}
