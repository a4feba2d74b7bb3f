package dev.obtaskd.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** Writes files to an archive in the tar format. */
final class TarWriter {

    private static final int BUFFER = 64 * 1024;
    private static final byte[] LONG_NAME = "././@LongLink".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final long seconds;

    /**
     * @param time of all files
     */
    TarWriter(OutputStream out, Instant time) {
        this.out = out;
        this.seconds = time.getEpochSecond();
    }

    /** Adds a file up to its present size; what cannot be read of it is filled with zeros. */
    void add(byte[] name, SeekableByteChannel file) throws IOException {
        if (TarFormat.isLong(name)) {
            var terminated = Arrays.copyOf(name, name.length + 1);
            out.write(TarFormat.header(LONG_NAME, terminated.length, TarFormat.LONG_NAME, seconds));
            out.write(terminated);
            pad(terminated.length);
        }
        var size = file.size();
        out.write(TarFormat.header(name, size, TarFormat.FILE, seconds));
        copy(file, size);
        pad(size);
    }

    /** Ends the archive. */
    void finish() throws IOException {
        out.write(new byte[2 * TarFormat.BLOCK]);
    }

    private void copy(SeekableByteChannel file, long size) throws IOException {
        var buffer = ByteBuffer.allocate(BUFFER);
        for (var left = size; left > 0; left -= buffer.limit()) {
            buffer.clear().limit((int) Math.min(BUFFER, left));
            while (buffer.hasRemaining() && read(file, buffer)) {
                // Reads until the buffer is full or the file ends.
            }
            Arrays.fill(buffer.array(), buffer.position(), buffer.limit(), (byte) 0);
            out.write(buffer.array(), 0, buffer.limit());
        }
    }

    /** False if no more can be read: the file was truncated, or the disk failed. */
    private static boolean read(SeekableByteChannel file, ByteBuffer into) {
        try {
            return file.read(into) > 0;
        } catch (IOException broken) {
            return false;
        }
    }

    private void pad(long size) throws IOException {
        out.write(new byte[TarFormat.padding(size)]);
    }
}
