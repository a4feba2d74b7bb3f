package dev.obtaskd.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a head says of its host and its body. */
final class Framing {

    private static final Pattern HOST =
            Pattern.compile("(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9._~!$&'()*+,=%-]{1,255})(:[0-9]{1,5})?");

    private Framing() {}

    /** Why where the request ends, or for whom it is, is not clear. */
    static Optional<Fault> fault(HttpServerRequest request) {
        var hosts = request.headers().getAll("Host");
        var old = request.version() == HttpVersion.HTTP_1_0;
        if (hosts.size() > 1 || hosts.isEmpty() && !old || hosts.stream().anyMatch(host -> !HOST.matcher(host).matches())) {
            return Optional.of(Fault.HOST);
        }
        var encodings = request.headers().getAll("Transfer-Encoding");
        if (encodings.size() > 1 || encodings.stream().anyMatch(coding -> old || !coding.equalsIgnoreCase("chunked"))) {
            return Optional.of(Fault.TRANSFER_ENCODING);
        }
        return Optional.empty();
    }

    /** Whether bytes follow the head. */
    static boolean hasBody(HttpServerRequest request) {
        return request.headers().contains("Transfer-Encoding") || length(request) > 0;
    }

    /** What the head says of the body's length; 0 if nothing. */
    static long length(HttpServerRequest request) {
        var length = request.getHeader("Content-Length");
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
    }
}
