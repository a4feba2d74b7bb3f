package dev.obtaskd.backup.restore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * The central directory of a zip file. Java does not show the types of its entries: a symbolic link
 * would appear as a file.
 */
final class ZipDirectory {

    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int MAX_COMMENT = 0xffff;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_LENGTH = 20;
    private static final int END_64 = 0x06064b50;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;
    private static final int UNIX = 3;
    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;

    private final FileChannel file;

    private ZipDirectory(FileChannel file) {
        this.file = file;
    }

    /**
     * Checks that a file is a complete zip file, and that each of its entries is a regular file.
     *
     * @throws ZipException if not
     */
    static void check(Path path) throws IOException {
        try (var file = FileChannel.open(path)) {
            new ZipDirectory(file).check();
        }
    }

    private void check() throws IOException {
        var end = end();
        var record = read(end, END_LENGTH);
        var count = record.getShort(10) & 0xffffL;
        var at = record.getInt(16) & 0xffffffffL;
        if (count == 0xffff || at == 0xffffffffL) {
            var large = read(locator(end), 56);
            require(large.getInt(0) == END_64);
            count = large.getLong(32);
            at = large.getLong(48);
        }
        require(count >= 0 && at >= 0);
        for (long i = 0; i < count; i++) {
            var entry = read(at, ENTRY_LENGTH);
            require(entry.getInt(0) == ENTRY);
            requireRegular(entry);
            at +=
                    ENTRY_LENGTH
                            + (entry.getShort(28) & 0xffff)
                            + (entry.getShort(30) & 0xffff)
                            + (entry.getShort(32) & 0xffff);
        }
    }

    private static void requireRegular(ByteBuffer entry) throws ZipException {
        var system = entry.get(5);
        var type = entry.getInt(38) >>> 16 & TYPE;
        if (system == UNIX && type != 0 && type != REGULAR) {
            throw new ZipException("it contains a link or another special file");
        }
    }

    private long locator(long end) throws IOException {
        var locator = read(end - LOCATOR_LENGTH, LOCATOR_LENGTH);
        require(locator.getInt(0) == LOCATOR);
        return locator.getLong(8);
    }

    /** The last record of the file, before a comment. */
    private long end() throws IOException {
        var last = file.size() - END_LENGTH;
        for (var at = last; at >= Math.max(0, last - MAX_COMMENT); at--) {
            if (read(at, Integer.BYTES).getInt(0) == END) {
                return at;
            }
        }
        throw new ZipException("its end is missing");
    }

    private ByteBuffer read(long at, int length) throws IOException {
        require(at >= 0 && at + length <= file.size());
        var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            require(file.read(bytes, at + bytes.position()) >= 0);
        }
        return bytes;
    }

    private static void require(boolean holds) throws ZipException {
        if (!holds) {
            throw new ZipException("its directory is damaged");
        }
    }
}
