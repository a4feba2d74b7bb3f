package dev.obtaskd.cli.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A request and its response by HTTP/1.1, on a connection of its own. */
final class HttpExchange implements Closeable {

    private static final int MAX_LINE = 65_536;
    private static final int MAX_HEADERS = 200;

    private final Connection connection;
    private final int status;
    private final Map<String, String> headers;
    private final InputStream body;

    /**
     * Sends a request and reads the head of the response.
     *
     * @param headers without Host, Connection and Content-Length
     * @param content empty for a request without a body
     */
    HttpExchange(
            Connection connection,
            String host,
            String method,
            String target,
            Map<String, String> headers,
            byte[] content)
            throws IOException {
        this.connection = connection;
        connection.out().write(request(host, method, target, headers, content));
        connection.out().flush();
        var in = new BufferedInputStream(connection.in());
        this.status = status(line(in));
        this.headers = headers(in);
        this.body = body(in);
    }

    int status() {
        return status;
    }

    /** Value of a header; empty without it. */
    String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    InputStream body() {
        return body;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    private static byte[] request(
            String host, String method, String target, Map<String, String> headers, byte[] content)
            throws IOException {
        var head = new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(host).append("\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (content.length > 0 || !method.equals("GET")) {
            head.append("Content-Length: ").append(content.length).append("\r\n");
        }
        var request = new ByteArrayOutputStream();
        request.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        request.write(content);
        return request.toByteArray();
    }

    private static int status(String line) throws IOException {
        var parts = line.split(" ", 3);
        if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || !parts[1].matches("\\d{3}")) {
            throw new ProtocolException("no HTTP response");
        }
        return Integer.parseInt(parts[1]);
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new HashMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            if (colon < 1 || headers.size() >= MAX_HEADERS) {
                throw new ProtocolException("malformed header in the response");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private InputStream body(InputStream in) throws IOException {
        if (header("Transfer-Encoding").equalsIgnoreCase("chunked")) {
            return new BodyStream(in, -1);
        }
        var length = header("Content-Length");
        if (length.isEmpty()) {
            return status == 204 || status == 304 ? InputStream.nullInputStream() : in;
        }
        if (!length.matches("\\d{1,18}")) {
            throw new ProtocolException("malformed Content-Length in the response");
        }
        return new BodyStream(in, Long.parseLong(length));
    }

    /** A line without its line break. */
    static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection was closed before the end of the response");
            }
            if (line.size() >= MAX_LINE) {
                throw new ProtocolException("a line of the response is too long");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
