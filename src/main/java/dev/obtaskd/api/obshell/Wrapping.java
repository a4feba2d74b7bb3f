package dev.obtaskd.api.obshell;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Puts whatever a resource of this API returns, or fails with, into its envelope. */
class Wrapping {

    private static final Set<String> UNKNOWN_METHODS = Set.of("HEAD", "OPTIONS");

    private final EnvelopeJson json;
    private final Clock clock;

    Wrapping(EnvelopeJson json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** What is refused whatever the path is: a header that cannot be read, methods the framework would answer itself. */
    @ServerRequestFilter(preMatching = true)
    void refuse(ContainerRequestContext request, RoutingContext context) {
        if (!Exchange.ours(context.request().path())) {
            return;
        }
        var refusal = Exchange.of(context).refusal();
        if (refusal != null && refusal.code() == WireCode.HEADER_DECRYPT_FAILED) {
            throw refusal;
        }
        if (UNKNOWN_METHODS.contains(request.getMethod())) {
            throw new WireException(WireCode.COMMON_NOT_FOUND);
        }
    }

    /** Only says that somebody knows this exception; {@link #wrap} makes the answer. */
    @ServerExceptionMapper
    Response refused(WireException refusal) {
        return Response.status(refusal.code().status()).build();
    }

    @ServerResponseFilter
    void wrap(ContainerResponseContext response, RoutingContext context, @Nullable Throwable fault) {
        if (!Exchange.ours(context.request().path())) {
            return;
        }
        var exchange = Exchange.of(context);
        var envelope = fault != null && context.response().closed()
                ? exchange.refusal(Refusal.ofGone(fault), clock)
                : envelope(exchange, response.getEntity(), fault);
        response.setStatus(envelope.status());
        response.getHeaders().clear();
        response.setEntity(json.bytes(envelope), response.getEntityAnnotations(), MediaType.APPLICATION_JSON_TYPE);
    }

    private Envelope envelope(Exchange exchange, @Nullable Object entity, @Nullable Throwable fault) {
        if (entity instanceof Envelope earlier) {
            return earlier;
        }
        var envelope = fault == null
                ? exchange.answer(entity, clock)
                : exchange.refusal(Refusal.of(fault, exchange), clock);
        exchange.answered(envelope);
        return envelope;
    }
}
