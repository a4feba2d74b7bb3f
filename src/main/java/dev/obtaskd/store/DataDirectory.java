package dev.obtaskd.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The directory that holds everything the daemon keeps ({@code obtaskd.data-dir}). */
@ApplicationScoped
public class DataDirectory {

    private static final String PROPERTY = "obtaskd.data-dir";

    private final Path path;

    DataDirectory(@ConfigProperty(name = PROPERTY) String path) {
        this.path = Path.of(path);
    }

    /** Its absolute path. */
    public Path path() {
        return path;
    }

    /**
     * Makes it, for the daemon's user alone, if it does not exist and its parent does.
     *
     * @throws StartRefused if it cannot be used, naming the property and its value
     */
    void prepare() {
        // the path becomes a part of the database's URL, where a semicolon starts a setting
        require(path.isAbsolute() && !path.toString().contains(";"), "must be an absolute path without ';'");
        if (!Files.exists(path)) {
            require(Files.isDirectory(path.getParent()), "cannot be made: its parent does not exist");
            makePrivate(path);
        }
        require(Files.isDirectory(path), "is not a directory");
        require(Files.isWritable(path), "cannot be written");
        var database = path.resolve("db");
        if (!Files.exists(database)) {
            makePrivate(database);
        }
    }

    /** What to say of the directory in an error. */
    String named(String what) {
        return PROPERTY + "=" + path + " " + what;
    }

    private void makePrivate(Path directory) {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        try {
            Files.createDirectory(directory, ownerOnly);
        } catch (IOException e) {
            throw new StartRefused(named("cannot be made: " + e), e);
        }
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw new StartRefused(named(what));
        }
    }
}
