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
 * Writes an answer piece by piece; the next one leaves when the socket has taken the one before. So
 * an answer takes the same memory however long it is and however slowly it is read.
 */
final class DownloadStream extends OutputStream {

    private static final int PIECE = 64 * 1024;

    private final ServerHttpResponse response;
    private final Duration idle;
    private final byte[] piece = new byte[PIECE];
    private int filled;
    private long count;

    /**
     * @param idle how long the socket may take nothing
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
            var part = Math.min(PIECE - filled, offset + length - at);
            System.arraycopy(bytes, at, piece, filled, part);
            filled += part;
            at += part;
            if (filled == PIECE) {
                send();
            }
        }
    }

    /** Sends what was written, and waits until the socket has it. */
    @Override
    public void flush() throws IOException {
        if (filled > 0) {
            send();
        }
    }

    /** Bytes that the socket took. */
    long count() {
        return count;
    }

    private void send() throws IOException {
        try {
            response.write(Arrays.copyOf(piece, filled))
                    .toCompletableFuture()
                    .get(idle.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the client took nothing for " + idle.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("the client is gone", e);
        } catch (InterruptedException never) {
            throw new IOException("interrupted", never);
        }
        count += filled;
        filled = 0;
    }
}
