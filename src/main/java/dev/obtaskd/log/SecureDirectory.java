package dev.obtaskd.log;

import dev.obtaskd.path.PathNames;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a directory that a program of another user may change meanwhile: each directory is opened
 * relative to its parent and never through a link, so that a replaced entry cannot lead outside.
 * Names are the bytes of the file system.
 */
final class SecureDirectory {

    /** Each level holds a directory open. */
    static final int MAX_DEPTH = 100;

    private SecureDirectory() {}

    /** Receives the entries of a directory, unordered. */
    interface Visitor {

        /**
         * A regular file.
         *
         * @param path relative to the folder
         * @return whether to continue
         */
        boolean file(Path path, BasicFileAttributes attributes);

        /** An entry that is not offered, and the reason. */
        default void leftOut(Path path, String why) {}
    }

    /** Visits all regular files in the tree; none if the directory is missing. */
    static void walk(Path root, Visitor visitor) throws IOException {
        try (var folder = open(root)) {
            walk(folder, Path.of(""), 1, visitor);
        } catch (NoSuchFileException gone) {
            return;
        }
    }

    /** Opens a regular file; empty if the path is not a regular file or contains a link. */
    static Optional<SeekableByteChannel> open(Path root, Path path) throws IOException {
        try (var folder = open(root)) {
            return open(folder, path);
        }
    }

    private static Optional<SeekableByteChannel> open(SecureDirectoryStream<Path> folder, Path path)
            throws IOException {
        var name = path.getName(0);
        var attributes = attributes(folder, name);
        if (path.getNameCount() == 1) {
            // Checked before opening: opening a FIFO blocks until it has a writer.
            return attributes.isRegularFile()
                    ? Optional.of(
                            folder.newByteChannel(
                                    name,
                                    Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)))
                    : Optional.empty();
        }
        if (!attributes.isDirectory()) {
            return Optional.empty();
        }
        try (var below = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            return open(below, path.subpath(1, path.getNameCount()));
        }
    }

    private static boolean walk(
            SecureDirectoryStream<Path> folder, Path prefix, int depth, Visitor visitor)
            throws IOException {
        try {
            for (var child : folder) {
                if (!visit(folder, prefix.resolve(child.getFileName()), depth, visitor)) {
                    return false;
                }
            }
            return true;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static boolean visit(
            SecureDirectoryStream<Path> folder, Path path, int depth, Visitor visitor)
            throws IOException {
        try {
            var attributes = attributes(folder, path.getFileName());
            if (attributes.isRegularFile()) {
                return visitor.file(path, attributes);
            }
            if (attributes.isDirectory()) {
                return below(folder, path, depth, visitor);
            }
            visitor.leftOut(
                    path,
                    attributes.isSymbolicLink()
                            ? "it is a symbolic link"
                            : "it is not a regular file");
        } catch (NoSuchFileException gone) {
            visitor.leftOut(path, "it was removed meanwhile");
        } catch (AccessDeniedException denied) {
            visitor.leftOut(path, "the daemon has no permission to read it");
        } catch (FileSystemException unreadable) {
            visitor.leftOut(path, "it cannot be read: " + unreadable.getReason());
        }
        return true;
    }

    private static boolean below(
            SecureDirectoryStream<Path> folder, Path path, int depth, Visitor visitor)
            throws IOException {
        if (depth == MAX_DEPTH) {
            visitor.leftOut(path, "directories deeper than " + MAX_DEPTH + " levels are not read");
            return true;
        }
        try (var below = folder.newDirectoryStream(path.getFileName(), LinkOption.NOFOLLOW_LINKS)) {
            return walk(below, path, depth + 1, visitor);
        }
    }

    private static BasicFileAttributes attributes(SecureDirectoryStream<Path> folder, Path name)
            throws IOException {
        return folder.getFileAttributeView(
                        name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }

    private static SecureDirectoryStream<Path> open(Path root) throws IOException {
        try (var parent = Files.newDirectoryStream(root.getParent())) {
            if (parent instanceof SecureDirectoryStream<Path> secure) {
                return secure.newDirectoryStream(root.getFileName(), LinkOption.NOFOLLOW_LINKS);
            }
        }
        throw new IOException(
                "this file system cannot open files relative to a directory: "
                        + PathNames.display(root));
    }
}
