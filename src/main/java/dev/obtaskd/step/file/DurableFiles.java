package dev.obtaskd.step.file;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** What survives a power cut. */
final class DurableFiles {

    /** From a sub task's directory up to the data directory. */
    private static final int LEVELS = 3;

    private DurableFiles() {}

    /**
     * Makes sure that a file's content, or what was renamed or removed in a directory, is on the
     * disk.
     */
    static void force(Path fileOrDirectory) throws IOException {
        try (var channel = FileChannel.open(fileOrDirectory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Makes a directory of the daemon's own, mode 0700, with those above it that are missing;
     * forces the names of all of them up to the data directory, as others that made them may not
     * have done so.
     */
    static void directory(Path directory) throws IOException {
        make(directory);
        var above = directory;
        for (var level = 0; level < LEVELS && above.getParent() != null; level++) {
            above = above.getParent();
            force(above);
        }
    }

    private static void make(Path directory) throws IOException {
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        make(requireNonNull(directory.getParent()));
        try {
            Files.createDirectory(
                    directory,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException bySomeoneElse) {
            // Another step of the same task began at the same time.
        }
    }
}
