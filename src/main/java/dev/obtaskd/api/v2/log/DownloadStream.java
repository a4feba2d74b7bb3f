package dev.obtaskd.api.v2.log;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;

/**
 * Writes a response in chunks and waits until the socket has accepted a chunk before it sends the
 * next one. So a response needs the same memory whatever its length and the speed of its client.
 */
final class DownloadStream extends OutputStream {

    private static final int CHUNK_BYTES = 64 * 1024;

    private final ServerHttpResponse response;
    private final Duration idle;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private int filled;
    private long count;

    /**
     * @param idle how long to wait for the socket to accept data
     */
    DownloadStream(ServerHttpResponse response, Duration idle) {
        this.response = response;
        this.idle = idle;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        var at = offset;
        while (at < offset + length) {
            var part = Math.min(CHUNK_BYTES - filled, offset + length - at);
            System.arraycopy(bytes, at, chunk, filled, part);
            filled += part;
            at += part;
            if (filled == CHUNK_BYTES) {
                send();
            }
        }
    }

    /** Sends the buffered bytes, and waits until the socket has accepted them. */
    @Override
    public void flush() throws IOException {
        if (filled > 0) {
            send();
        }
    }

    /** Number of bytes that the socket has accepted. */
    long count() {
        return count;
    }

    private void send() throws IOException {
        try {
            response.write(Arrays.copyOf(chunk, filled))
                    .toCompletableFuture()
                    .get(idle.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the client did not read for " + idle.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("the client has disconnected", e);
        } catch (InterruptedException never) {
            throw new IOException("interrupted", never);
        }
        count += filled;
        filled = 0;
    }
}
