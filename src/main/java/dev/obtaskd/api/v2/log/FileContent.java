package dev.obtaskd.api.v2.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * A part of a file. It is opened before the response starts: a file that is missing then causes a
 * 404, one that is deleted later is still sent completely.
 *
 * @param from offset of the first byte
 * @param length in bytes
 */
record FileContent(SeekableByteChannel file, long from, long length) implements DownloadContent {

    private static final int BUFFER = 64 * 1024;

    @Override
    public void write(OutputStream out) throws IOException {
        file.position(from);
        var buffer = ByteBuffer.allocate(BUFFER);
        var left = length;
        while (left > 0) {
            buffer.clear().limit((int) Math.min(BUFFER, left));
            if (file.read(buffer) < 0) {
                throw new IOException("the file became shorter");
            }
            left -= buffer.position();
            out.write(buffer.array(), 0, buffer.position());
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
