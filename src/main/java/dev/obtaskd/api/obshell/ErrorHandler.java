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

/**
 * Puts what the server itself refuses below this API's path, before a resource is reached, into the
 * envelope.
 */
@ApplicationScoped
class ErrorHandler {
    private static final Messages MESSAGES = Messages.of("obshell");

    /** Before those who would answer in other words. */
    private static final int FIRST = 2_000;

    /** Beyond this the server closes the connection without a word. */
    private static final long LARGEST_BODY = 16L * 1024 * 1024;

    private static final LocalizedText ADDRESS = MESSAGES.text("request.address");
    private static final LocalizedText BODY = MESSAGES.text("body.too-large");

    private final EnvelopeWriter json;
    private final Clock clock;

    ErrorHandler(EnvelopeWriter json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    void guard(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    void catchFailures(@Observes Router router) {
        router.route("/api/v1/*").failureHandler(this::failed);
    }

    private void check(RoutingContext context) {
        var request = context.request();
        if (!RequestContext.ours(request.path())) {
            context.next();
        } else if (!readable(request.uri(), request.path())) {
            write(context, new ObshellException(ObshellErrorCode.COMMON_BIND_JSON_FAILED, ADDRESS));
        } else if (tooLarge(request.getHeader("Content-Length"))) {
            context.response().putHeader("Connection", "close");
            write(context, new ObshellException(ObshellErrorCode.REQUEST_BODY_READ_FAILED, BODY));
        } else {
            // Clients name any type or none for what they send and want; it is JSON all the same.
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

    /** Writes the complete answer; does nothing if one has begun already. */
    void write(RoutingContext context, ObshellException refusal) {
        var response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        var envelope = RequestContext.of(context).refusal(refusal, clock);
        response.setStatusCode(envelope.status())
                .putHeader("Content-Type", "application/json")
                .end(Buffer.buffer(json.bytes(envelope)));
    }

    /**
     * Whether routers can take an address apart; bytes that are no UTF-8 show as a replacement in
     * the path.
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
                && Long.parseLong(length) > LARGEST_BODY;
    }
}
