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
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The directory that holds everything the daemon keeps ({@code obtaskd.data-dir}). */
@ApplicationScoped
public class DataDirectory {

    private static final String PROPERTY = "obtaskd.data-dir";

    /** The account of the embedded database; whoever can read its file needs no password. */
    public static final String DATABASE_USER = "obtaskd";

    private static final String PASSWORD = "initial-admin-password";
    private static final List<String> PARTS =
            List.of("db", "kept", "secrets", "tasks", "run", PASSWORD);

    private final Path path;
    private @Nullable FileChannel lock;

    public DataDirectory(@ConfigProperty(name = PROPERTY) String path) {
        this.path = PathNames.path(path);
    }

    /** Its absolute path. */
    public Path path() {
        return path;
    }

    /** The database, as its URL names it. */
    public Path database() {
        return path.resolve("db").resolve("obtaskd");
    }

    /**
     * Makes it, for the daemon's user alone, if it does not exist and its parent does. One that
     * exists must be the daemon's own with all its parts, and in no place where others could
     * exchange it.
     *
     * @throws StartupException if it cannot be used, naming the property and its value
     */
    public void prepare() {
        // the path becomes a part of the database's URL, where a semicolon starts a setting
        require(
                inThisLocale(),
                "cannot be named in the daemon's locale; start it with LC_ALL=C.UTF-8, or use ASCII"
                        + " only");
        require(
                path.isAbsolute() && !path.toString().contains(";"),
                "must be an absolute path without ';'");
        if (!there(path)) {
            require(
                    Files.isDirectory(path.getParent()),
                    "cannot be made: its parent does not exist");
            trusted(() -> OwnershipCheck.above(path));
            makePrivate(path);
        }
        require(Files.isDirectory(path), "is not a directory");
        trusted(() -> OwnershipCheck.above(path));
        trusted(() -> OwnershipCheck.closed(path));
        require(Files.isWritable(path), "cannot be written");
        if (!there(database().getParent())) {
            makePrivate(database().getParent());
        }
        trustParts();
    }

    /** Who planted a store, a password or a secret would own the daemon. */
    private void trustParts() {
        for (var part : PARTS) {
            var place = path.resolve(part);
            if (there(place)) {
                trusted(() -> OwnershipCheck.closed(place));
                require(
                        Files.isDirectory(place) != part.equals(PASSWORD),
                        "has something else in the place of " + part);
            }
        }
        trusted(
                () -> {
                    try (var files = Files.list(database().getParent())) {
                        for (var file : files.toList()) {
                            var trouble = OwnershipCheck.owned(file);
                            if (trouble.isPresent()) {
                                return trouble;
                            }
                        }
                    }
                    return Optional.empty();
                });
    }

    private interface Look {
        Optional<String> take() throws IOException;
    }

    private void trusted(Look look) {
        try {
            look.take()
                    .ifPresent(
                            trouble -> {
                                throw new StartupException(named("cannot be trusted: " + trouble));
                            });
        } catch (IOException e) {
            throw new StartupException(named("cannot be looked at: " + e), e);
        }
    }

    private static boolean there(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Takes it for this daemon alone, for all of its life: H2 lets go of its own lock whenever the
     * store fails.
     *
     * @throws StartupException if another daemon has it
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

    /** Lets it go. */
    public void unlock() {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What to say if another daemon has it. */
    public StartupException inUse(@Nullable Exception cause) {
        return new StartupException(named("is in use by another obtaskd"), cause);
    }

    /** What to say of the directory in an error. */
    public String named(String what) {
        return PROPERTY + "=" + PathNames.display(path) + " " + what;
    }

    /**
     * The database and the socket find it by its text; of the locale C, Java destroys what is not
     * ASCII.
     */
    private boolean inThisLocale() {
        try {
            return Path.of(path.toString()).equals(path);
        } catch (InvalidPathException unmappable) {
            return false;
        }
    }

    private void makePrivate(Path directory) {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        try {
            Files.createDirectory(directory, ownerOnly);
        } catch (AccessDeniedException e) {
            throw new StartupException(
                    named("cannot be used: no permission to make " + directory), e);
        } catch (IOException e) {
            throw new StartupException(
                    named("cannot be used: " + directory + " cannot be made"), e);
        }
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw new StartupException(named(what));
        }
    }
}
