package dev.obtaskd.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A kept-alive HTTP connection with minimal cost for the client, so that the server is measured.
 */
final class RawHttpConnection implements Closeable {

    private static final int CHUNKED = -1;

    private final Socket socket;
    private final InputStream in;
    private final String headers;

    /**
     * @param authorization value of the Authorization header
     */
    RawHttpConnection(int port, String authorization) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        headers =
                " HTTP/1.1\r\nHost: 127.0.0.1:"
                        + port
                        + "\r\nAuthorization: "
                        + authorization
                        + "\r\n";
    }

    /** Returns the body of a response with status 200. */
    String get(String path) throws IOException {
        return send("GET " + path + headers + "\r\n", "200");
    }

    /** The same with an additional header. */
    String get(String path, String header) throws IOException {
        return send("GET " + path + headers + header + "\r\n\r\n", "200");
    }

    /** Returns the body of a response with status 201. */
    String post(String path, String json) throws IOException {
        return send(
                "POST "
                        + path
                        + headers
                        + "Content-Type: application/json\r\nContent-Length: "
                        + json.length()
                        + "\r\n\r\n"
                        + json,
                "201");
    }

    private String send(String request, String expected) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        var status = line();
        var length = CHUNKED;
        for (var line = line(); !line.isEmpty(); line = line()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        var body =
                new String(
                        length == CHUNKED ? chunks() : in.readNBytes(length),
                        StandardCharsets.UTF_8);
        if (!status.contains(" " + expected + " ")) {
            throw new IOException(status + ": " + body);
        }
        return body;
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (var length = Integer.parseInt(line(), 16);
                length > 0;
                length = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(length));
            line();
        }
        line();
        return body.toByteArray();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server hung up");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
