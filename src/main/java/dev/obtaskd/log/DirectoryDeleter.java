package dev.obtaskd.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Deletes directories that programs have written to. */
final class DirectoryDeleter {

    private DirectoryDeleter() {}

    /** Deletes a file, link or directory tree; does nothing if it is missing. */
    static void delete(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            // A program may have left a directory without write permission for its owner.
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            for (var child : children(path)) {
                delete(child);
            }
        }
        Files.deleteIfExists(path);
    }

    private static List<Path> children(Path directory) throws IOException {
        var children = new ArrayList<Path>();
        try (var stream = Files.newDirectoryStream(directory)) {
            stream.forEach(children::add);
        }
        return children;
    }
}
