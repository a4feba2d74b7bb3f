package dev.obtaskd.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files that an attempt left for download. A program made them, maybe another user's, so nothing
 * but regular files is offered, and no link is followed, wherever in a name it stands.
 */
public final class Downloads {

    static final int MAX_FILES = 1000;
    static final long MAX_BYTES = 1024L * 1024 * 1024;

    private final Path files;

    /** @param attempt whose files are offered */
    public Downloads(AttemptDirectory attempt) {
        this.files = attempt.files();
    }

    /**
     * The first files by name, at most 1000 and 1 GiB in all; one that is too large is left out. Reads
     * all of them for their checksums.
     */
    public List<Download> list() throws IOException {
        if (!there()) {
            return List.of();
        }
        var found = new ArrayList<Download>();
        var left = MAX_BYTES;
        for (var file : SafeFolder.files(files, MAX_FILES).entrySet()) {
            var fits = file.getValue() <= left;
            var download = fits ? download(file.getKey()) : Optional.<Download>empty();
            download.ifPresent(found::add);
            left -= download.map(Download::sizeBytes).orElse(0L);
        }
        return found;
    }

    /** Whether there is any file; reads none. */
    public boolean any() throws IOException {
        return there() && !SafeFolder.files(files, 1).isEmpty();
    }

    /**
     * Opens a file for reading; its size is the channel's.
     *
     * @param name as in {@link Download}; every other name is refused
     * @return empty if there is no such regular file
     */
    public Optional<SeekableByteChannel> open(String name) throws IOException {
        if (!plain(name) || !there()) {
            return Optional.empty();
        }
        try {
            return SafeFolder.open(files, List.of(name.split("/")));
        } catch (InvalidPathException e) {
            // A name that this system's encoding cannot say is no file's.
            return Optional.empty();
        } catch (NoSuchFileException | AccessDeniedException e) {
            return Optional.empty();
        }
    }

    private Optional<Download> download(String name) throws IOException {
        var channel = open(name);
        if (channel.isEmpty()) {
            return Optional.empty();
        }
        try (var in = new DigestInputStream(Channels.newInputStream(channel.get()), sha256())) {
            var size = in.transferTo(OutputStream.nullOutputStream());
            return Optional.of(new Download(name, size, HexFormat.of().formatHex(in.getMessageDigest().digest())));
        }
    }

    private boolean there() {
        return Files.isDirectory(files, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean plain(String name) {
        return name.indexOf('\0') < 0
                && Stream.of(name.split("/", -1)).noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
