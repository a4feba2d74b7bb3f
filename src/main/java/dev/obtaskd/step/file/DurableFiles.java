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

/** File operations that survive a power cut. */
final class DurableFiles {

    /** Levels from the directory of a sub task up to the data directory. */
    private static final int LEVELS = 3;

    private DurableFiles() {}

    /** Forces the content of a file, or the entries of a directory, to disk. */
    static void force(Path fileOrDirectory) throws IOException {
        try (var channel = FileChannel.open(fileOrDirectory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Makes a directory with mode 0700 and its missing parents; forces all of them up to the data
     * directory, which a concurrent creator may not have done yet.
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
        } catch (FileAlreadyExistsException madeMeanwhile) {
            // Another step of the same task made it at the same time.
        }
    }
}
