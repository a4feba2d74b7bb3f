package dev.obtaskd.log;

import dev.obtaskd.path.PathNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The files of an attempt for download. Programs, possibly of other users, made them: only regular
 * files are offered, and no link in a path is followed.
 */
public final class OfferedFiles {

    /** The greatest size of a file whose checksum is computed for a list. */
    public static final long MAX_HASHED = 1024L * 1024 * 1024;

    private static final int BUFFER = 64 * 1024;

    private final Path files;

    /**
     * @param attempt whose files are offered
     */
    public OfferedFiles(AttemptDirectory attempt) {
        this.files = attempt.files();
    }

    /**
     * The first files by name.
     *
     * @param from the first name, if there is such a file; empty for all
     * @param most how many at most
     */
    public List<OfferedFile> list(String from, int most) throws IOException {
        return list(from, most, (path, why) -> {});
    }

    /**
     * The first files by name.
     *
     * @param from the first name, if there is such a file; empty for all
     * @param most how many at most
     * @param leftOut receives the name of every other entry and the reason
     */
    List<OfferedFile> list(String from, int most, BiConsumer<String, String> leftOut)
            throws IOException {
        var found = new TreeMap<String, OfferedFile>();
        walk(
                new SecureDirectory.Visitor() {
                    @Override
                    public boolean file(Path path, BasicFileAttributes attributes) {
                        var name = PathNames.display(path);
                        if (name.compareTo(from) >= 0) {
                            found.put(
                                    name,
                                    new OfferedFile(
                                            path,
                                            name,
                                            attributes.size(),
                                            attributes.lastModifiedTime()));
                        }
                        if (found.size() > most) {
                            leftOut.accept(
                                    found.pollLastEntry().getKey(),
                                    "there are more than " + most + " files");
                        }
                        return true;
                    }

                    @Override
                    public void leftOut(Path path, String why) {
                        leftOut.accept(PathNames.display(path), why);
                    }
                });
        return List.copyOf(found.values());
    }

    /** Whether there is any file; opens none. */
    public boolean any() throws IOException {
        var any = new AtomicBoolean();
        walk(
                (path, attributes) -> {
                    any.set(true);
                    return false;
                });
        return any.get();
    }

    /**
     * Opens a file for reading; its size is the channel's.
     *
     * @param name as in {@link OfferedFile}; every other name is refused
     * @return empty if there is no such regular file
     */
    public Optional<SeekableByteChannel> open(String name) throws IOException {
        var path = plain(name) ? PathNames.displayed(name) : Optional.<Path>empty();
        return path.isEmpty() ? Optional.empty() : open(path.get());
    }

    /** Opens a listed file; empty if it was removed. */
    Optional<SeekableByteChannel> open(Path path) throws IOException {
        if (!there()) {
            return Optional.empty();
        }
        try {
            return SecureDirectory.open(files, path);
        } catch (FileSystemException e) {
            // It was removed, is not accessible, was replaced by a link, or the name is too long.
            return Optional.empty();
        }
    }

    /**
     * Computes the checksum of a file up to its size when it was opened.
     *
     * @return SHA-256 in lower-case hex; empty if the file is gone
     */
    public Optional<String> sha256(OfferedFile download) throws IOException {
        var opened = open(download.path());
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        var digest = sha256();
        try (var file = opened.get()) {
            var left = Math.min(file.size(), MAX_HASHED);
            var buffer = ByteBuffer.allocate(BUFFER);
            while (left > 0 && file.read(buffer.clear().limit((int) Math.min(BUFFER, left))) > 0) {
                left -= buffer.position();
                digest.update(buffer.flip());
            }
        }
        return Optional.of(HexFormat.of().formatHex(digest.digest()));
    }

    private void walk(SecureDirectory.Visitor visitor) throws IOException {
        if (there()) {
            SecureDirectory.walk(files, visitor);
        }
    }

    private boolean there() {
        return Files.isDirectory(files, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean plain(String name) {
        return Stream.of(name.split("/", -1))
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is always available", e);
        }
    }
}
