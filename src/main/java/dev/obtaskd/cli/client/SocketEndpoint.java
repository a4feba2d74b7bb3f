package dev.obtaskd.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;

/** The daemon's local socket, for root and the user of the daemon. */
public record SocketEndpoint(Path path) implements Endpoint {

    /** Maximum length of a path in {@code sockaddr_un}, in bytes. */
    private static final int LONGEST = 107;

    @Override
    public Connection open(Duration timeout) throws IOException {
        // Tells a socket that does not exist from one behind a directory that is closed.
        Files.readAttributes(path, BasicFileAttributes.class);
        var channel = connect();
        try {
            return new ChannelConnection(channel, timeout);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** A path that exceeds the limit of the kernel is reached through a link to its directory. */
    private SocketChannel connect() throws IOException {
        if (path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            return SocketChannel.open(UnixDomainSocketAddress.of(path));
        }
        var way = Files.createTempDirectory("obtaskd");
        var link = way.resolve("run");
        try {
            Files.createSymbolicLink(link, path.toAbsolutePath().getParent());
            var address = UnixDomainSocketAddress.of(link.resolve(path.getFileName()));
            return SocketChannel.open(address);
        } finally {
            Files.deleteIfExists(link);
            Files.delete(way);
        }
    }

    @Override
    public String host() {
        return "localhost";
    }

    @Override
    public String name() {
        return path.toString();
    }

    /** A channel whose reads and writes have a time limit, which blocking channels have not. */
    private static final class ChannelConnection implements Connection {

        private final SocketChannel channel;
        private final Duration timeout;
        private final Selector selector;

        ChannelConnection(SocketChannel channel, Duration timeout) throws IOException {
            this.channel = channel;
            this.timeout = timeout;
            this.selector = Selector.open();
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
        }

        @Override
        public InputStream in() {
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    var one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    var buffer = ByteBuffer.wrap(bytes, offset, length);
                    var count = channel.read(buffer);
                    while (count == 0 && length > 0) {
                        await(SelectionKey.OP_READ);
                        count = channel.read(buffer);
                    }
                    return count;
                }
            };
        }

        @Override
        public OutputStream out() {
            return new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    var buffer = ByteBuffer.wrap(bytes, offset, length);
                    while (buffer.hasRemaining()) {
                        if (channel.write(buffer) == 0) {
                            await(SelectionKey.OP_WRITE);
                        }
                    }
                }
            };
        }

        private void await(int operation) throws IOException {
            try {
                var key = channel.keyFor(selector);
                if (key == null) {
                    throw new AsynchronousCloseException();
                }
                key.interestOps(operation);
                if (selector.select(timeout.toMillis()) == 0 && channel.isOpen()) {
                    throw new SocketTimeoutException("no data for " + timeout.toSeconds() + " s");
                }
                selector.selectedKeys().clear();
            } catch (ClosedSelectorException | CancelledKeyException closed) {
                throw new AsynchronousCloseException();
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
            selector.close();
        }
    }
}
