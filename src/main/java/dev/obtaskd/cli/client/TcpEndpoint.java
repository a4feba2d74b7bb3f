package dev.obtaskd.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The daemon's port.
 *
 * @param tls decides which certificates are trusted; null for a port without TLS
 */
public record TcpEndpoint(URI uri, @Nullable SSLContext tls) implements Endpoint {

    private static final int CONNECT_MILLIS = 10_000;

    @Override
    public Connection open(Duration timeout) throws IOException {
        var address = new InetSocketAddress(plainHost(), port());
        if (address.isUnresolved()) {
            throw new UnknownHostException(plainHost());
        }
        var socket = new Socket();
        try {
            socket.connect(address, CONNECT_MILLIS);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) timeout.toMillis());
            return connection(tls == null ? socket : secured(tls, socket));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public String host() {
        return uri.getRawAuthority();
    }

    @Override
    public String name() {
        return uri.toString();
    }

    private Socket secured(SSLContext context, Socket socket) throws IOException {
        var secured =
                (SSLSocket)
                        context.getSocketFactory().createSocket(socket, plainHost(), port(), true);
        var parameters = secured.getSSLParameters();
        // Without it the certificate of any host is accepted.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private String plainHost() {
        var host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private int port() {
        if (uri.getPort() > 0) {
            return uri.getPort();
        }
        return tls == null ? 80 : 443;
    }

    private static Connection connection(Socket socket) throws IOException {
        var in = socket.getInputStream();
        var out = socket.getOutputStream();
        return new Connection() {
            @Override
            public InputStream in() {
                return in;
            }

            @Override
            public OutputStream out() {
                return out;
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }
}
