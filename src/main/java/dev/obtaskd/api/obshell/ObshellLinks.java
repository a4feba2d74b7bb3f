package dev.obtaskd.api.obshell;

import dev.obtaskd.path.OwnershipCheck;
import dev.obtaskd.path.PathNames;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * What obshell's command line expects in the directory above its program: the sockets of its daemon
 * in {@code run}, here symbolic links to that of this daemon, and two directories. Without one of
 * the sockets it starts a daemon of its own.
 */
final class ObshellLinks {

    private static final List<String> DIRECTORIES = List.of("run", "etc", "log_obshell");
    private static final List<String> SOCKETS = List.of("obshell.sock", "daemon.sock");

    private final Path directory;
    private final Path socket;

    /**
     * @param directory absolute
     * @param socket of this daemon, absolute
     */
    ObshellLinks(Path directory, Path socket) {
        this.directory = directory;
        this.socket = socket;
    }

    /**
     * Creates what is missing. Replaces nothing: an existing link must be one of this daemon.
     *
     * @throws IOException with the reason, for people; nothing or a part was created
     */
    void create() throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException(shown(directory) + " is not an existing directory");
        }
        requireTrusted(directory);
        for (var name : DIRECTORIES) {
            createDirectory(directory.resolve(name));
        }
        requireTrusted(run());
        for (var name : SOCKETS) {
            createLink(run().resolve(name));
        }
    }

    /** Removes the links of this daemon, and nothing else. */
    void remove() throws IOException {
        for (var name : SOCKETS) {
            var link = run().resolve(name);
            if (own(link)) {
                Files.deleteIfExists(link);
            }
        }
    }

    private Path run() {
        return directory.resolve("run");
    }

    /** A user who may replace a directory could redirect the links, and what uses them. */
    private static void requireTrusted(Path directory) throws IOException {
        var problem = OwnershipCheck.checkOwned(directory);
        if (problem.isEmpty()) {
            problem = OwnershipCheck.checkParents(directory.resolve("any"));
        }
        if (problem.isPresent()) {
            throw new IOException(problem.get());
        }
    }

    private static void createDirectory(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectory(
                    path,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwxr-xr-x")));
        }
    }

    private void createLink(Path link) throws IOException {
        try {
            Files.createSymbolicLink(link, socket);
        } catch (FileAlreadyExistsException e) {
            if (!own(link)) {
                throw new IOException(
                        shown(link)
                                + " exists and is not a link to "
                                + shown(socket)
                                + "; stop what uses it and remove it",
                        e);
            }
        }
    }

    private boolean own(Path link) throws IOException {
        return Files.isDirectory(run(), LinkOption.NOFOLLOW_LINKS)
                && Files.isSymbolicLink(link)
                && Files.readSymbolicLink(link).equals(socket);
    }

    private static String shown(Path path) {
        return PathNames.display(path);
    }
}
