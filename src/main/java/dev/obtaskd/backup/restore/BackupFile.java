package dev.obtaskd.backup.restore;

import dev.obtaskd.backup.BackupManifest;
import dev.obtaskd.store.SchemaVersion;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A backup in a file. When it is open, its manifest is complete and names exactly the entries of
 * the file; the content of an entry is checked when it is read.
 */
public final class BackupFile implements Closeable {

    private static final Messages MESSAGES = Messages.of("backup");

    private static final int MAX_MANIFEST = 16 * 1024 * 1024;
    private static final int BUFFER = 64 * 1024;

    private final Path path;
    private final ZipFile zip;
    private final BackupManifest manifest;

    private BackupFile(Path path, ZipFile zip, BackupManifest manifest) {
        this.path = path;
        this.zip = zip;
        this.manifest = manifest;
    }

    /**
     * Opens a backup.
     *
     * @throws BackupException if the file is no complete backup
     * @throws IOException if the file cannot be read
     */
    public static BackupFile open(Path path) throws IOException {
        try {
            ZipDirectory.check(path);
            var zip = new ZipFile(path.toFile(), StandardCharsets.UTF_8);
            try {
                var manifest = manifest(path, zip);
                requireEntries(path, zip, manifest);
                return new BackupFile(path, zip, manifest);
            } catch (IOException | RuntimeException e) {
                zip.close();
                throw e;
            }
        } catch (ZipException e) {
            throw damaged(path, String.valueOf(e.getMessage()), e);
        }
    }

    private static BackupManifest manifest(Path path, ZipFile zip) throws IOException {
        var entry = zip.getEntry(BackupManifest.NAME);
        if (entry == null) {
            throw damaged(path, "manifest.json is missing");
        }
        try (var content = zip.getInputStream(entry)) {
            var bytes = content.readNBytes(MAX_MANIFEST + 1);
            if (bytes.length > MAX_MANIFEST) {
                throw damaged(path, "manifest.json is too large");
            }
            var format = BackupManifest.format(bytes);
            if (format > BackupManifest.FORMAT) {
                throw new BackupException(
                        MESSAGES.text("format", path, format, BackupManifest.FORMAT));
            }
            return BackupManifest.parse(bytes);
        } catch (IOException e) {
            throw damaged(path, String.valueOf(e.getMessage()), e);
        }
    }

    private static void requireEntries(Path path, ZipFile zip, BackupManifest manifest) {
        var found = new HashSet<String>();
        for (var entry : Collections.list(zip.entries())) {
            if (!found.add(entry.getName())) {
                throw damaged(path, "it contains " + entry.getName() + " twice");
            }
        }
        found.remove(BackupManifest.NAME);
        var named =
                manifest.entries().stream()
                        .map(BackupManifest.Entry::name)
                        .collect(Collectors.toSet());
        if (named.size() != manifest.entries().size() || !named.equals(found)) {
            throw damaged(path, "its entries differ from manifest.json");
        }
        for (var name : named) {
            if (!EntryNames.known(name)) {
                throw damaged(path, "its entry " + name + " cannot be restored");
            }
        }
        if (!named.contains(BackupManifest.STORE)) {
            throw damaged(path, "the store is missing");
        }
    }

    public BackupManifest manifest() {
        return manifest;
    }

    /** The sum of the sizes of all entries. */
    public long size() {
        return manifest.entries().stream()
                .mapToLong(BackupManifest.Entry::size)
                .reduce(
                        0,
                        (sum, size) -> sum > Long.MAX_VALUE - size ? Long.MAX_VALUE : sum + size);
    }

    /**
     * Checks that this program can use the store.
     *
     * @throws BackupException if a newer version made the backup
     */
    public void requireSupported() {
        if (manifest.schema() > SchemaVersion.CURRENT) {
            throw new BackupException(
                    MESSAGES.text(
                            "newer",
                            path,
                            manifest.daemon(),
                            manifest.schema(),
                            SchemaVersion.CURRENT));
        }
    }

    /**
     * Reads all entries.
     *
     * @throws BackupException if the content of one differs from the manifest
     */
    public void verify() throws IOException {
        for (var entry : manifest.entries()) {
            copy(entry, OutputStream.nullOutputStream());
        }
    }

    /**
     * Writes the content of an entry.
     *
     * @throws BackupException if it differs from the manifest
     * @throws IOException if the stream fails
     */
    public void copy(BackupManifest.Entry entry, OutputStream out) throws IOException {
        var digest = digest();
        try (var content = content(entry)) {
            var buffer = new byte[BUFFER];
            var left = entry.size();
            for (int count; (count = read(entry, content, buffer)) >= 0; ) {
                left -= count;
                if (left < 0) {
                    throw different(entry);
                }
                digest.update(buffer, 0, count);
                out.write(buffer, 0, count);
            }
            if (left > 0 || !HexFormat.of().formatHex(digest.digest()).equals(entry.sha256())) {
                throw different(entry);
            }
        }
    }

    /** The entry with the store. */
    public BackupManifest.Entry store() {
        return manifest.entries().stream()
                .filter(entry -> entry.name().equals(BackupManifest.STORE))
                .findFirst()
                .orElseThrow();
    }

    /** The content of an entry; to be used only after it was verified. */
    InputStream content(BackupManifest.Entry entry) {
        try {
            return zip.getInputStream(zip.getEntry(entry.name()));
        } catch (IOException e) {
            throw damaged(path, String.valueOf(e.getMessage()), e);
        }
    }

    private int read(BackupManifest.Entry entry, InputStream content, byte[] buffer) {
        try {
            return content.read(buffer);
        } catch (IOException e) {
            throw damaged(path, entry.name() + ": " + e.getMessage(), e);
        }
    }

    private BackupException different(BackupManifest.Entry entry) {
        return damaged(path, "the content of " + entry.name() + " differs from manifest.json");
    }

    /** The store in it cannot be opened. */
    BackupException unusable(Exception reason) {
        return damaged(path, "its store cannot be opened: " + reason.getMessage(), reason);
    }

    private static BackupException damaged(Path path, String what) {
        return new BackupException(damage(path, what));
    }

    private static BackupException damaged(Path path, String what, Exception cause) {
        return new BackupException(damage(path, what), cause);
    }

    private static LocalizedText damage(Path path, String what) {
        return MESSAGES.text("damaged", path, what);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
