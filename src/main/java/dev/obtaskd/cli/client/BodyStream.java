package dev.obtaskd.cli.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/** The body of a response, in chunks or of a known length. A body that ends early is an error. */
final class BodyStream extends InputStream {

    private final InputStream in;
    private final boolean chunked;

    /** Bytes left of the body, or of the present chunk. */
    private long left;

    private boolean first = true;
    private boolean ended;

    /**
     * @param length of the body; negative if it comes in chunks
     */
    BodyStream(InputStream in, long length) {
        this.in = in;
        this.chunked = length < 0;
        this.left = Math.max(0, length);
        this.ended = length == 0;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (chunked && left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        var count = in.read(bytes, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the connection was closed before the end of the response");
        }
        left -= count;
        if (!chunked && left == 0) {
            ended = true;
        }
        return count;
    }

    private void nextChunk() throws IOException {
        if (!first && !HttpExchange.line(in).isEmpty()) {
            throw new ProtocolException("malformed chunk in the response");
        }
        first = false;
        var size = HttpExchange.line(in).split(";", 2)[0].strip();
        if (!size.matches("[0-9A-Fa-f]{1,15}")) {
            throw new ProtocolException("malformed chunk in the response");
        }
        left = Long.parseLong(size, 16);
        if (left == 0) {
            ended = true;
        }
    }
}
