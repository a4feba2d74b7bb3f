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

    private final Clock clock;

    Wrapping(Clock clock) {
        this.clock = clock;
    }

    /** The framework would answer these two by itself. */
    @ServerRequestFilter(preMatching = true)
    void refuseMethods(ContainerRequestContext request, RoutingContext context) {
        if (Exchange.ours(context.request().path()) && UNKNOWN_METHODS.contains(request.getMethod())) {
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
        var envelope = fault == null
                ? exchange.answer(response.getEntity(), clock)
                : exchange.refusal(Refusal.of(fault), clock);
        response.setStatus(envelope.status());
        response.getHeaders().clear();
        response.setEntity(envelope, response.getEntityAnnotations(), MediaType.APPLICATION_JSON_TYPE);
    }
}
