package dev.obtaskd.store.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * A write to a file that was perhaps not forced to disk.
 *
 * @param position bytes from the file's beginning
 * @param length bytes
 * @param sum CRC-32C of the bytes
 */
record UnsyncedWrite(long position, int length, int sum) {

    private static final int PIECE = 64 * 1024;

    /** The write of a buffer to a position. Does not change the buffer. */
    static UnsyncedWrite of(ByteBuffer bytes, long position) {
        var sum = new CRC32C();
        sum.update(bytes.duplicate());
        return new UnsyncedWrite(position, bytes.remaining(), (int) sum.getValue());
    }

    /** Parses the result of {@link #text}. */
    static UnsyncedWrite of(String text) {
        var parts = text.split("\\.");
        return new UnsyncedWrite(
                Long.parseLong(parts[0], 16),
                Integer.parseInt(parts[1], 16),
                Integer.parseUnsignedInt(parts[2], 16));
    }

    String text() {
        return Long.toHexString(position)
                + '.'
                + Integer.toHexString(length)
                + '.'
                + Integer.toHexString(sum);
    }

    /** Whether both writes have bytes in common. */
    boolean overlaps(UnsyncedWrite other) {
        return position < other.position + other.length && other.position < position + length;
    }

    /** Whether the file contains all of it. */
    boolean isIn(FileChannel file) throws IOException {
        var actual = new CRC32C();
        var piece = ByteBuffer.allocate(Math.min(PIECE, length));
        for (int done = 0; done < length; done += piece.limit()) {
            piece.clear().limit(Math.min(piece.capacity(), length - done));
            if (!filled(piece, file, position + done)) {
                return false;
            }
            actual.update(piece.flip());
        }
        return (int) actual.getValue() == sum;
    }

    private static boolean filled(ByteBuffer piece, FileChannel file, long position)
            throws IOException {
        for (var at = position; piece.hasRemaining(); ) {
            var count = file.read(piece, at);
            if (count < 0) {
                return false;
            }
            at += count;
        }
        return true;
    }
}
