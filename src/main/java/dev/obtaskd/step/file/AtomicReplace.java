package dev.obtaskd.step.file;

import static java.util.Objects.requireNonNull;

import dev.obtaskd.path.PathNames;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Replaces a file atomically and durably.
 *
 * @param path of the file
 * @param fresh temporary file beside it, with a short name unique to the attempt
 * @param passage guards the final rename
 */
record AtomicReplace(Path path, Path fresh, AttemptGate gate, AttemptGate.Passage passage) {

    /** Writes the content of the file. */
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    /** For the change that is the purpose of the attempt. */
    static AtomicReplace target(Path path, String attemptKey, AttemptGate gate) {
        return new AtomicReplace(path, fresh(path, attemptKey), gate, gate::change);
    }

    /** For files of the daemon. */
    static AtomicReplace own(Path path, String attemptKey, AttemptGate gate) {
        return new AtomicReplace(path, fresh(path, attemptKey), gate, gate::prepare);
    }

    /** Removes the temporary file of a daemon that was killed. */
    void clean() throws IOException {
        Files.deleteIfExists(fresh);
    }

    void by(Content content, FilePermissions access) throws IOException {
        made(
                () -> {
                    write(content);
                    access.applyTo(fresh);
                    DurableFiles.force(fresh);
                });
    }

    void byLink(Path target) throws IOException {
        made(() -> Files.createSymbolicLink(fresh, target));
    }

    /** Copies a file or link with its owner, mode and times. */
    void byCopyOf(Path original) throws IOException {
        if (FileKind.of(original, LinkOption.NOFOLLOW_LINKS) == FileKind.LINK) {
            made(
                    () -> {
                        Files.createSymbolicLink(fresh, Files.readSymbolicLink(original));
                        FilePermissions.like(original).chown(fresh);
                    });
        } else {
            made(() -> copy(original));
        }
    }

    /** Removes the file. */
    void byNothing() throws IOException {
        passage.pass(
                () -> {
                    Files.deleteIfExists(path);
                    if (Files.exists(parent())) {
                        DurableFiles.force(parent());
                    }
                });
    }

    private void copy(Path original) throws IOException {
        try (var in = FileKind.open(original)) {
            write(out -> gate.transfer(in, out));
        }
        FilePermissions.like(original).applyTo(fresh);
        var times =
                Files.readAttributes(
                        original, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Files.getFileAttributeView(fresh, BasicFileAttributeView.class)
                .setTimes(times.lastModifiedTime(), times.lastAccessTime(), null);
        DurableFiles.force(fresh);
    }

    private void write(Content content) throws IOException {
        // Not accessible to other users until owner and mode are set.
        Files.createFile(
                fresh,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var out = Files.newOutputStream(fresh)) {
            content.to(out);
        }
    }

    private Path parent() {
        return requireNonNull(path.getParent());
    }

    private void made(AttemptGate.Change making) throws IOException {
        if (FileKind.of(parent()) == FileKind.ABSENT) {
            throw new FileActionException(
                    "directory " + PathNames.display(parent()) + " does not exist");
        }
        clean();
        try {
            making.make();
            passage.pass(
                    () -> {
                        Files.move(
                                fresh,
                                path,
                                StandardCopyOption.ATOMIC_MOVE,
                                StandardCopyOption.REPLACE_EXISTING);
                        DurableFiles.force(parent());
                    });
        } finally {
            clean();
        }
    }

    /** Independent of the file's name, which may have the greatest length. */
    private static Path fresh(Path path, String attemptKey) {
        return path.resolveSibling(".obtaskd-" + attemptKey);
    }
}
