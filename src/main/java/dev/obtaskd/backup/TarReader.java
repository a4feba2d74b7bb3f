package dev.obtaskd.backup;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads an archive in the tar format. Only regular files are accepted; links, devices and
 * directories are refused.
 */
public final class TarReader {

    private final InputStream in;
    private long left;
    private int padding;

    public TarReader(InputStream in) {
        this.in = in;
    }

    /**
     * The bytes of the name of the next file, whose content {@link #content} has; empty at the end.
     *
     * @throws IOException if the archive is damaged, or has an entry of another type
     */
    public Optional<byte[]> next() throws IOException {
        in.skipNBytes(left + padding);
        var header = header();
        if (TarFormat.empty(header)) {
            return Optional.empty();
        }
        var name = TarFormat.name(header);
        if (TarFormat.type(header) == TarFormat.LONG_NAME) {
            name = longName(header);
            header = header();
        }
        if (TarFormat.type(header) != TarFormat.FILE) {
            throw new IOException(
                    "the archive has an entry of type '" + TarFormat.type(header) + "'");
        }
        left = TarFormat.size(header);
        padding = TarFormat.padding(left);
        return Optional.of(name);
    }

    /** The content of the present file. */
    public InputStream content() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (left == 0) {
                    return -1;
                }
                var count = in.read(bytes, offset, (int) Math.min(length, left));
                if (count < 0) {
                    throw new EOFException("the archive ends within a file");
                }
                left -= count;
                return count;
            }
        };
    }

    private byte[] header() throws IOException {
        var header = in.readNBytes(TarFormat.BLOCK);
        if (header.length < TarFormat.BLOCK) {
            throw new EOFException("the archive has no end");
        }
        if (!TarFormat.empty(header)) {
            TarFormat.check(header);
        }
        return header;
    }

    private byte[] longName(byte[] header) throws IOException {
        var size = TarFormat.size(header);
        if (size < 1 || size > TarFormat.MAX_NAME) {
            throw new IOException("the archive has a name of " + size + " bytes");
        }
        var name = in.readNBytes((int) size);
        in.skipNBytes(TarFormat.padding(size));
        return Arrays.copyOf(name, name.length - 1);
    }
}
