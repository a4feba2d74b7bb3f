package dev.obtaskd.api.obshell;

import dev.obtaskd.api.obshell.auth.ExceptionRefusals;
import dev.obtaskd.api.obshell.auth.RequestContext;
import dev.obtaskd.api.obshell.mapping.EnvelopeWriter;
import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.obshell.mapping.ObshellException;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Wraps errors that the server raises before a resource is reached in the envelope. */
@ApplicationScoped
class ErrorHandler {
    private static final Messages MESSAGES = Messages.of("obshell");

    /** Before the filters that would write other responses. */
    private static final int FIRST = 2_000;

    /** The server closes the connection without a response above this limit. */
    private static final long MAX_BODY_BYTES = 16L * 1024 * 1024;

    private static final LocalizedText ADDRESS = MESSAGES.text("request.address");
    private static final LocalizedText BODY = MESSAGES.text("body.too-large");

    private final EnvelopeWriter json;
    private final Clock clock;

    ErrorHandler(EnvelopeWriter json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    void registerFailureHandler(@Observes Router router) {
        router.route("/api/v1/*").failureHandler(this::failed);
    }

    private void check(RoutingContext context) {
        var request = context.request();
        if (!RequestContext.isObshellPath(request.path())) {
            context.next();
        } else if (!readable(request.uri(), request.path())) {
            write(context, new ObshellException(ObshellErrorCode.COMMON_BIND_JSON_FAILED, ADDRESS));
        } else if (tooLarge(request.getHeader("Content-Length"))) {
            context.response().putHeader("Connection", "close");
            write(context, new ObshellException(ObshellErrorCode.REQUEST_BODY_READ_FAILED, BODY));
        } else {
            // Clients send any media type or none; the content is always JSON.
            request.headers().set(HttpHeaders.ACCEPT, "*/*").remove(HttpHeaders.CONTENT_TYPE);
            context.next();
        }
    }

    private void failed(RoutingContext context) {
        var fault = context.failure();
        write(
                context,
                fault != null && context.statusCode() >= 500
                        ? ExceptionRefusals.of(fault, RequestContext.of(context))
                        : new ObshellException(ObshellErrorCode.COMMON_BIND_JSON_FAILED, ADDRESS));
    }

    /** Writes the complete response unless one has begun. */
    void write(RoutingContext context, ObshellException refusal) {
        var response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        var envelope = RequestContext.of(context).failure(refusal, clock);
        response.setStatusCode(envelope.status())
                .putHeader("Content-Type", "application/json")
                .end(Buffer.buffer(json.bytes(envelope)));
    }

    /**
     * Whether routers can parse an address. Invalid UTF-8 shows as a replacement character in the
     * path.
     */
    private static boolean readable(String uri, String path) {
        try {
            new URI(uri);
            var plain = URLDecoder.decode(path, StandardCharsets.UTF_8);
            return plain.indexOf('\ufffd') < 0 && plain.indexOf('\0') < 0;
        } catch (URISyntaxException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean tooLarge(@Nullable String length) {
        return length != null
                && length.matches("[0-9]{1,18}")
                && Long.parseLong(length) > MAX_BODY_BYTES;
    }
}
