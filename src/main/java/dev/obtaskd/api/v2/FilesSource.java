package dev.obtaskd.api.v2;

import dev.obtaskd.log.AttemptDirectory;
import dev.obtaskd.log.Downloads;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.Optional;

/**
 * One file that an attempt left; opened only while it is sent, so that nothing stays open if the
 * caller goes away before.
 *
 * @param name relative to the attempt's files
 */
record FilesSource(AttemptDirectory attempt, String name) implements FilesDownload.Source {

    private static final int BUFFER = 64 * 1024;

    /** Length of a file in bytes; empty if it is not offered. */
    static Optional<Long> size(AttemptDirectory attempt, String name) throws IOException {
        var channel = new Downloads(attempt).open(name);
        if (channel.isEmpty()) {
            return Optional.empty();
        }
        try (var open = channel.get()) {
            return Optional.of(open.size());
        }
    }

    @Override
    public void copy(long from, long length, OutputStream out) throws IOException {
        try (var file = new Downloads(attempt).open(name).orElseThrow(() -> new IOException("the file is gone"))) {
            file.position(from);
            var sink = Channels.newChannel(out);
            var buffer = ByteBuffer.allocate(BUFFER);
            var left = length;
            while (left > 0) {
                buffer.clear().limit((int) Math.min(BUFFER, left));
                var read = file.read(buffer);
                if (read < 0) {
                    // The length was promised: only a broken connection tells the caller that this is not it.
                    throw new IOException("the file became shorter");
                }
                left -= read;
                sink.write(buffer.flip());
            }
        }
    }
}
