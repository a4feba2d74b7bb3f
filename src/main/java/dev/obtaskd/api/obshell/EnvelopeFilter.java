package dev.obtaskd.api.obshell;

import dev.obtaskd.api.obshell.auth.ExceptionRefusals;
import dev.obtaskd.api.obshell.auth.RequestContext;
import dev.obtaskd.api.obshell.mapping.Envelope;
import dev.obtaskd.api.obshell.mapping.EnvelopeWriter;
import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.obshell.mapping.ObshellException;
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

/** Wraps every result and error of this API in its envelope. */
class EnvelopeFilter {

    private static final Set<String> UNKNOWN_METHODS = Set.of("HEAD", "OPTIONS");

    private final EnvelopeWriter json;
    private final KnownPaths paths;
    private final Clock clock;

    EnvelopeFilter(EnvelopeWriter json, KnownPaths paths, Clock clock) {
        this.json = json;
        this.paths = paths;
        this.clock = clock;
    }

    /**
     * Refuses requests regardless of their path: unreadable headers, and methods that the framework
     * would answer itself.
     */
    @ServerRequestFilter(preMatching = true)
    void refuse(ContainerRequestContext request, RoutingContext context) {
        if (!RequestContext.isObshellPath(context.request().path())) {
            return;
        }
        var requestContext = RequestContext.of(context);
        var refusal = requestContext.refusal();
        if (refusal != null && refusal.code() == ObshellErrorCode.HEADER_DECRYPT_FAILED) {
            throw refusal;
        }
        if (UNKNOWN_METHODS.contains(request.getMethod())) {
            throw paths.contains(context.request().path())
                    ? new ObshellException(ObshellErrorCode.COMMON_NOT_FOUND)
                    : requestContext.pathUnknown();
        }
    }

    /** Registers the exception with the framework; {@link #wrap} writes the response. */
    @ServerExceptionMapper
    Response refused(ObshellException refusal) {
        return Response.status(refusal.code().status()).build();
    }

    @ServerResponseFilter
    void wrap(
            ContainerResponseContext response, RoutingContext context, @Nullable Throwable fault) {
        if (!RequestContext.isObshellPath(context.request().path())) {
            return;
        }
        var requestContext = RequestContext.of(context);
        var envelope =
                fault != null && context.response().closed()
                        ? requestContext.failure(ExceptionRefusals.clientDisconnected(fault), clock)
                        : envelope(requestContext, response.getEntity(), fault);
        response.setStatus(envelope.status());
        response.getHeaders().clear();
        response.setEntity(
                json.bytes(envelope),
                response.getEntityAnnotations(),
                MediaType.APPLICATION_JSON_TYPE);
    }

    private Envelope envelope(
            RequestContext requestContext, @Nullable Object entity, @Nullable Throwable fault) {
        if (entity instanceof Envelope earlier) {
            return earlier;
        }
        var envelope =
                fault == null
                        ? requestContext.success(entity, clock)
                        : requestContext.failure(
                                ExceptionRefusals.of(fault, requestContext), clock);
        requestContext.complete(envelope);
        return envelope;
    }
}
