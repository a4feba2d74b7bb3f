package dev.obtaskd.log;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks into a directory that a stranger's program may change meanwhile: each directory is opened
 * relative to the one above and never through a link, so that no swap leads outside.
 */
final class SafeFolder {

    private static final int DEEPEST = 32;

    private SafeFolder() {}

    /** The first regular files by name, with their sizes in bytes. */
    static NavigableMap<String, Long> files(Path root, int limit) throws IOException {
        var found = new TreeMap<String, Long>();
        try (var folder = open(root)) {
            collect(folder, "", 1, limit, found);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    /** Opens a regular file; empty if something else stands there or on the way to it. */
    static Optional<SeekableByteChannel> open(Path root, List<String> parts) throws IOException {
        try (var folder = open(root)) {
            return open(folder, root, parts);
        } catch (NotDirectoryException e) {
            return Optional.empty();
        }
    }

    private static Optional<SeekableByteChannel> open(SecureDirectoryStream<Path> folder, Path root, List<String> parts)
            throws IOException {
        var name = root.getFileSystem().getPath(parts.getFirst());
        var attributes = attributes(folder, name);
        if (parts.size() == 1) {
            // Asked before it is opened: opening a pipe would wait for its writer.
            return attributes.isRegularFile()
                    ? Optional.of(folder.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)))
                    : Optional.empty();
        }
        if (!attributes.isDirectory()) {
            return Optional.empty();
        }
        try (var below = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            return open(below, root, parts.subList(1, parts.size()));
        }
    }

    private static void collect(
            SecureDirectoryStream<Path> folder, String prefix, int depth, int limit, TreeMap<String, Long> found)
            throws IOException {
        for (var child : folder) {
            var name = child.getFileName();
            var attributes = attributes(folder, name);
            if (attributes.isRegularFile()) {
                found.put(prefix + name, attributes.size());
            } else if (attributes.isDirectory() && depth < DEEPEST) {
                try (var below = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                    collect(below, prefix + name + "/", depth + 1, limit, found);
                }
            }
            if (found.size() > limit) {
                found.pollLastEntry();
            }
        }
    }

    private static BasicFileAttributes attributes(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        return folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }

    private static SecureDirectoryStream<Path> open(Path root) throws IOException {
        var folder = Files.newDirectoryStream(root);
        if (folder instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        folder.close();
        throw new IOException("this file system cannot open files relative to a directory");
    }
}
