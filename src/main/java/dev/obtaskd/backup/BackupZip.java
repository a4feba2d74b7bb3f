package dev.obtaskd.backup;

import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes the entries of a backup to a stream, with their sizes and checksums. */
final class BackupZip implements Closeable {

    private final ZipOutputStream zip;
    private final List<BackupManifest.Entry> entries = new ArrayList<>();

    /** Writes the content of an entry. */
    @FunctionalInterface
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    BackupZip(OutputStream out) {
        zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        // Higher levels take several times as long for stores that are a few percent smaller.
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /** Adds an entry. */
    void add(String name, @Nullable String source, Content content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        var counted = new Counted(zip);
        content.write(counted);
        zip.closeEntry();
        entries.add(new BackupManifest.Entry(name, counted.size, counted.sha256(), source));
    }

    /** The entries so far. */
    List<BackupManifest.Entry> entries() {
        return List.copyOf(entries);
    }

    /** Adds the manifest, which completes the backup. */
    void finish(BackupManifest manifest) throws IOException {
        zip.putNextEntry(new ZipEntry(BackupManifest.NAME));
        zip.write(manifest.bytes());
        zip.closeEntry();
        zip.finish();
        zip.flush();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Counts and hashes what is written. Stays open. */
    private static final class Counted extends FilterOutputStream {

        private final MessageDigest digest = digest();
        private long size;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            digest.update(bytes, offset, length);
            size += length;
        }

        @Override
        public void close() {}

        String sha256() {
            return HexFormat.of().formatHex(digest.digest());
        }

        private static MessageDigest digest() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException never) {
                throw new IllegalStateException(never);
            }
        }
    }
}
