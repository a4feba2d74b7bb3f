package dev.obtaskd.http;

import io.netty.handler.codec.http.HttpRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.util.regex.Pattern;

/** Checks of host and framing in the head of a request. */
final class RequestFraming {

    private static final Pattern HOST =
            Pattern.compile(
                    "(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9._~!$&'()*+,=%-]{1,255})(:[0-9]{1,5})?");

    private RequestFraming() {}

    /** Whether the head names exactly one host; the server does not process other requests. */
    static boolean forOneHost(HttpRequest head) {
        var hosts = head.headers().getAll("Host");
        return hosts.size() == 1
                && HOST.matcher(hosts.getFirst()).matches()
                && HostAndPort.parseAuthority(hosts.getFirst(), -1) != null;
    }

    /** Whether the end of the request is unambiguous. */
    static boolean clear(HttpServerRequest request) {
        var encodings = request.headers().getAll("Transfer-Encoding");
        return encodings.isEmpty()
                || encodings.size() == 1
                        && encodings.getFirst().equalsIgnoreCase("chunked")
                        && request.version() != HttpVersion.HTTP_1_0;
    }

    /** Whether bytes follow the head. */
    static boolean hasBody(HttpServerRequest request) {
        return request.headers().contains("Transfer-Encoding") || length(request) > 0;
    }

    /** The declared length of the body; 0 if there is none. */
    static long length(HttpServerRequest request) {
        var length = request.getHeader("Content-Length");
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
    }
}
