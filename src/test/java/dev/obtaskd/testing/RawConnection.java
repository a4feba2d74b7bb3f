package dev.obtaskd.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/** A connection that sends exactly the given bytes and completes nothing. */
public final class RawConnection implements AutoCloseable {

    private final Socket socket;

    private RawConnection(Socket socket) {
        this.socket = socket;
    }

    public static RawConnection to(URI root) throws IOException {
        var socket = new Socket(root.getHost(), root.getPort());
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        return new RawConnection(socket);
    }

    /** The Authorization header including its end of line. */
    public static String basic(String name, String password) {
        var both =
                Base64.getEncoder()
                        .encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
        return "Authorization: Basic " + both + "\r\n";
    }

    /** The response on the daemon's local socket, up to the end of the connection. */
    public static String local(Path socket, String text) throws IOException {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            return new String(
                    Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public RawConnection say(String text) throws IOException {
        out().write(text.getBytes(StandardCharsets.UTF_8));
        out().flush();
        return this;
    }

    public OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    public InputStream in() throws IOException {
        return socket.getInputStream();
    }

    /** Everything up to the end of the connection, or up to a reset. */
    public String rest() throws IOException {
        var all = new StringBuilder();
        var buffer = new byte[8192];
        try {
            for (var got = in().read(buffer); got >= 0; got = in().read(buffer)) {
                all.append(new String(buffer, 0, got, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketTimeoutException open) {
            throw open;
        } catch (IOException reset) {
            return all.toString();
        }
        return all.toString();
    }

    /** Ends the connection by a reset, like a crashing client. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
