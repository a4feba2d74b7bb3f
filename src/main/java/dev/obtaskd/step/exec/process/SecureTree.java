package dev.obtaskd.step.exec.process;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Objects;
import java.util.Set;

/**
 * Copies and deletes trees that another user may change meanwhile: each directory is opened
 * relative to its parent and never through a link, so that a replaced entry cannot lead outside.
 */
final class SecureTree {

    private static final int MAX_DEPTH = 32;

    private SecureTree() {}

    /**
     * Copies a regular file, or a directory with the regular files below it; skips everything else.
     */
    static void copy(Path from, Path to) throws IOException {
        try (var parent = open(Objects.requireNonNull(from.getParent()))) {
            copy(parent, from.getFileName(), to, 0);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** Deletes a file, link or directory tree; does nothing if it is missing. */
    static void delete(Path path) throws IOException {
        try (var parent = open(Objects.requireNonNull(path.getParent()))) {
            delete(parent, path.getFileName());
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static void copy(SecureDirectoryStream<Path> parent, Path name, Path to, int depth)
            throws IOException {
        var attributes = attributes(parent, name);
        if (attributes.isRegularFile()) {
            try (var in =
                            Channels.newInputStream(
                                    parent.newByteChannel(
                                            name,
                                            Set.of(
                                                    StandardOpenOption.READ,
                                                    LinkOption.NOFOLLOW_LINKS)));
                    var out = Files.newOutputStream(to)) {
                in.transferTo(out);
            }
            Files.setOwner(to, owner(parent, name));
        } else if (attributes.isDirectory() && depth < MAX_DEPTH) {
            Files.createDirectories(
                    to,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            try (var below = parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                for (var child : below) {
                    copy(below, child.getFileName(), to.resolve(child.getFileName()), depth + 1);
                }
            }
        }
    }

    private static void delete(SecureDirectoryStream<Path> parent, Path name) throws IOException {
        try {
            if (!attributes(parent, name).isDirectory()) {
                parent.deleteFile(name);
                return;
            }
            try (var below = parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                for (var child : below) {
                    delete(below, child.getFileName());
                }
            }
            parent.deleteDirectory(name);
        } catch (NoSuchFileException gone) {
            // The user deleted it meanwhile.
        }
    }

    private static BasicFileAttributes attributes(SecureDirectoryStream<Path> parent, Path name)
            throws IOException {
        return parent.getFileAttributeView(
                        name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }

    private static UserPrincipal owner(SecureDirectoryStream<Path> parent, Path name)
            throws IOException {
        return parent.getFileAttributeView(
                        name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes()
                .owner();
    }

    private static SecureDirectoryStream<Path> open(Path directory) throws IOException {
        if (Files.newDirectoryStream(directory) instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        throw new IOException("this file system cannot open files relative to a directory");
    }
}
