package dev.obtaskd.step.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Puts something new in a file's place in one go, and on the disk before it returns. */
record Replace(Path path) {

    /** Writes what the file is to hold. */
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    void by(Content content, Access access) throws IOException {
        var fresh = fresh();
        try {
            // Closed to others until its owner and mode are right.
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (var out = Files.newOutputStream(fresh)) {
                content.to(out);
            }
            access.applyTo(fresh);
            force(fresh);
            moveIn(fresh);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    void byLink(Path target) throws IOException {
        var fresh = fresh();
        Files.createSymbolicLink(fresh, target);
        moveIn(fresh);
    }

    /** By a file or link that stays where it is, with its owner, mode and times. */
    void byCopyOf(Path original) throws IOException {
        var fresh = fresh();
        Files.copy(original, fresh, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        if (!Files.isSymbolicLink(fresh)) {
            force(fresh);
        }
        moveIn(fresh);
    }

    /** Makes sure that what was renamed or removed in a directory is so after a power cut too. */
    static void force(Path fileOrDirectory) throws IOException {
        try (var channel = FileChannel.open(fileOrDirectory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path fresh() throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(path.toString(), null, "is a directory");
        }
        var fresh = path.resolveSibling("." + path.getFileName() + ".obtaskd");
        // One that a crash left behind.
        Files.deleteIfExists(fresh);
        return fresh;
    }

    private void moveIn(Path fresh) throws IOException {
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(path.getParent());
    }
}
