package dev.obtaskd.step.exec.process;

import dev.obtaskd.path.PathNames;
import dev.obtaskd.step.exec.proc.AttemptFiles;
import dev.obtaskd.step.exec.proc.ProcReader;
import dev.obtaskd.step.exec.proc.ProcessTag;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The directory of a program of another user, with its {@code $OBTASKD_OUTPUT} and {@code
 * $OBTASKD_FILES}: that user cannot access the data directory. The wrapper makes it for the user
 * alone, in a directory where only the daemon's user can create files. When the program has ended,
 * both are moved to the attempt.
 *
 * @param path of the directory; its name is unpredictable
 */
public record UserDirectory(Path path) {

    private static final String OTHERS_PASS = "rwx--x--x";

    /**
     * The directory for an attempt, stored with it: a later daemon may have another setting.
     *
     * @param parent of all such directories; made if missing
     * @throws IOException if the directory could be changed by other users
     */
    public static UserDirectory of(Path parent, ProcessTag tag, AttemptFiles files)
            throws IOException {
        var stored = stored(files);
        if (stored.isPresent()) {
            return stored.get();
        }
        makeParent(parent);
        var path = parent.resolve(tag.value());
        Files.write(files.place(), PathNames.bytes(path));
        return new UserDirectory(path);
    }

    /** The stored directory of an attempt. */
    public static Optional<UserDirectory> stored(AttemptFiles files) {
        return ProcReader.read(() -> Files.readAllBytes(files.place()))
                .filter(path -> path.length > ProcessTag.LENGTH)
                .map(PathNames::path)
                .map(UserDirectory::new);
    }

    /**
     * Moves the files of the program to the attempt and deletes the rest. Idempotent after a crash.
     *
     * @param output target of the output file
     * @param folder target of the directory for downloads; replaced
     */
    public void collect(Path output, Path folder) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        var owner = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        take(path.resolve("output"), output);
        if (Files.exists(output, LinkOption.NOFOLLOW_LINKS)
                && !owner.equals(
                        Files.getAttribute(output, "unix:uid", LinkOption.NOFOLLOW_LINKS))) {
            throw new IOException("$OBTASKD_OUTPUT does not belong to the user of the program");
        }
        if (Files.isDirectory(path.resolve("files"), LinkOption.NOFOLLOW_LINKS)) {
            take(path.resolve("files"), folder);
        }
        SecureTree.delete(path);
    }

    /** A rename moves a link as it is; afterwards the user cannot replace the file. */
    private static void take(Path from, Path to) throws IOException {
        if (!Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException otherFileSystem) {
            SecureTree.copy(from, to);
        }
    }

    private static void makeParent(Path parent) throws IOException {
        try {
            Files.createDirectory(
                    parent,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(OTHERS_PASS)));
            // The umask may have removed permissions.
            Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString(OTHERS_PASS));
        } catch (FileAlreadyExistsException there) {
            check(parent);
        }
    }

    private static void check(Path parent) throws IOException {
        var mode = Files.getPosixFilePermissions(parent, LinkOption.NOFOLLOW_LINKS);
        var ours =
                Files.getAttribute(parent, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                        .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)
                || !ours
                || mode.contains(PosixFilePermission.GROUP_WRITE)
                || mode.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException(
                    "obtaskd.exec.user-dir is "
                            + PathNames.display(parent)
                            + ", which must be a directory of the daemon's user that no other user"
                            + " can write to (mode 0711)");
        }
    }
}
