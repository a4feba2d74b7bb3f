package dev.obtaskd.security;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;

import dev.obtaskd.path.OwnershipCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A file with one password and a newline, readable by its owner only. It appears complete or not at
 * all, and survives a power cut once {@link #write} has returned.
 *
 * @param path where it is; its directory exists
 */
record PasswordFile(Path path) {

    /**
     * The password, if the file is there.
     *
     * @throws UncheckedIOException if it cannot be read, or is no plain file
     */
    Optional<String> read() {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException(path + " is not a regular file");
            }
            var trouble = OwnershipCheck.checkPrivate(path);
            if (trouble.isPresent()) {
                throw new IOException(trouble.get());
            }
            return Optional.of(Files.readString(path).strip())
                    .filter(password -> !password.isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /**
     * Writes it and forces file and directory to disk.
     *
     * @return the password
     * @throws UncheckedIOException naming the path
     */
    String write(String password) {
        var unfinished = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.deleteIfExists(unfinished);
            writeForced(unfinished, password + "\n");
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
            force(requireNonNull(path.toAbsolutePath().getParent()));
            return password;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }

    /** Deletes it, if it is there. */
    void delete() {
        try {
            if (Files.deleteIfExists(path)) {
                force(requireNonNull(path.toAbsolutePath().getParent()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }

    private static void writeForced(Path file, String text) throws IOException {
        // Created with its mode, so that others can never open the file.
        var mode =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = FileChannel.open(file, Set.of(CREATE_NEW, WRITE), mode)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void force(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        }
    }
}
