package dev.obtaskd.api.v2.http;

import dev.obtaskd.api.v2.wire.Problem;
import dev.obtaskd.security.BasicAuthMechanism;
import dev.obtaskd.text.Language;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Gives every exception that leaves a resource, or the way to it, the form of a problem. */
class ExceptionMappers {

    private static final Logger LOG = Logger.getLogger(ExceptionMappers.class);

    @ServerExceptionMapper
    Response refusal(ProblemException refusal, HttpServerRequest request) {
        return answer(refusal, request);
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException e, HttpServerRequest request) {
        return answer(FrameworkErrors.of(e), request);
    }

    @ServerExceptionMapper
    Response notFound(NotFoundException e, HttpServerRequest request) {
        return answer(FrameworkErrors.of(e), request);
    }

    @ServerExceptionMapper(priority = 1)
    Response unauthenticated(UnauthorizedException e, HttpServerRequest request) {
        return answer(FrameworkErrors.of(e), request);
    }

    @ServerExceptionMapper(priority = 1)
    Response loginFailed(AuthenticationFailedException e, HttpServerRequest request) {
        return answer(FrameworkErrors.of(e), request);
    }

    @ServerExceptionMapper(priority = 1)
    Response forbidden(ForbiddenException e, HttpServerRequest request) {
        return answer(FrameworkErrors.of(e), request);
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e, HttpServerRequest request) {
        if (request.response().closed()) {
            // The client is gone, and with it whatever its request needed; no fault of the daemon.
            LOG.debugf(e, "The client of %s disconnected", request.path());
            return Response.serverError().build();
        }
        // Where it happened below another API, that one logs and words it.
        return ApiPaths.ours(request.path())
                ? answer(FrameworkErrors.of(e), request)
                : Response.serverError().build();
    }

    private static Response answer(ProblemException refusal, HttpServerRequest request) {
        var language = Language.of(request.getHeader("Accept-Language"));
        var response =
                Response.status(refusal.code().status())
                        .type(Problem.MEDIA_TYPE)
                        .entity(refusal.problem(language, request.path()));
        refusal.headers().forEach(response::header);
        if (refusal.code() == ErrorCode.AUTH_REQUIRED) {
            response.header("WWW-Authenticate", BasicAuthMechanism.CHALLENGE);
        }
        return response.build();
    }
}
