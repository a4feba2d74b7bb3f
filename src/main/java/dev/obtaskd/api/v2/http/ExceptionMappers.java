package dev.obtaskd.api.v2.http;

import dev.obtaskd.api.v2.wire.Problem;
import dev.obtaskd.security.AccountException;
import dev.obtaskd.security.TooManyAttemptsException;
import dev.obtaskd.store.ConcurrentUpdateException;
import dev.obtaskd.store.StoreFullException;
import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.text.Language;
import dev.obtaskd.text.Messages;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Maps exceptions of resources, of the framework and of the store to problems. */
public class ExceptionMappers {

    private static final Logger LOG = Logger.getLogger(ExceptionMappers.class);
    private static final Messages MESSAGES = Messages.of("api");

    private final LoginChallenge challenge;

    ExceptionMappers(LoginChallenge challenge) {
        this.challenge = challenge;
    }

    @ServerExceptionMapper
    Response refusal(ProblemException refusal, HttpServerRequest request) {
        return response(refusal, request);
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException e, HttpServerRequest request) {
        return response(problem(e), request);
    }

    @ServerExceptionMapper
    Response notFound(NotFoundException e, HttpServerRequest request) {
        return response(problem(e), request);
    }

    @ServerExceptionMapper(priority = 1)
    Response unauthenticated(UnauthorizedException e, HttpServerRequest request) {
        return response(problem(e), request);
    }

    @ServerExceptionMapper(priority = 1)
    Response loginFailed(AuthenticationFailedException e, HttpServerRequest request) {
        return response(problem(e), request);
    }

    @ServerExceptionMapper(priority = 1)
    Response forbidden(ForbiddenException e, HttpServerRequest request) {
        return response(problem(e), request);
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e, HttpServerRequest request) {
        if (request.response().closed()) {
            // Not an error of the daemon: what the request used was closed with its connection.
            LOG.debugf(e, "The client of %s disconnected", request.path());
            return Response.serverError().build();
        }
        // Errors below the path of another API are logged and reported there.
        return ApiPaths.ofThisApi(request.path())
                ? response(problem(e), request)
                : Response.serverError().build();
    }

    /** The problem that reports an exception. An unexpected exception is logged under a new id. */
    public static ProblemException problem(@Nullable Throwable exception) {
        return switch (exception) {
            case ProblemException e -> e;
            case UnauthorizedException e -> ProblemException.of(ErrorCode.AUTH_REQUIRED);
            case AuthenticationFailedException e -> ProblemException.of(ErrorCode.AUTH_REQUIRED);
            case TooManyAttemptsException e -> LoginProblemWriter.throttled(e.retryAfter());
            case AccountException e -> ProblemException.of(code(e.kind()));
            case ForbiddenException e -> ProblemException.of(ErrorCode.AUTH_FORBIDDEN);
            case NotFoundException e -> ProblemException.of(ErrorCode.PATH_UNKNOWN);
            case NotAllowedException e -> notAllowed(e);
            case NotAcceptableException e -> ProblemException.of(ErrorCode.NOT_ACCEPTABLE);
            case NotSupportedException e -> ProblemException.of(ErrorCode.MEDIA_UNSUPPORTED);
            case WebApplicationException e -> byStatus(e);
            case StoreFullException e -> ProblemException.of(ErrorCode.STORE_FULL);
            case StoreUnavailableException e -> ProblemException.of(ErrorCode.STORE_UNAVAILABLE);
            case ConcurrentUpdateException e -> ProblemException.of(ErrorCode.RACE_LOST);
            case null ->
                    internal(new IllegalStateException("a request failed without an exception"));
            default -> internal(exception);
        };
    }

    private static ErrorCode code(AccountException.Kind kind) {
        return switch (kind) {
            case USER_UNKNOWN -> ErrorCode.USER_UNKNOWN;
            case USER_EXISTS -> ErrorCode.USER_EXISTS;
            case LAST_ADMIN -> ErrorCode.USER_LAST_ADMIN;
            case TOKEN_UNKNOWN -> ErrorCode.TOKEN_UNKNOWN;
            case TOO_MANY_TOKENS -> ErrorCode.TOKENS_TOO_MANY;
            case EXTERNAL -> ErrorCode.ACCOUNT_EXTERNAL;
            case PASSWORD_WRONG -> ErrorCode.AUTH_FAILED;
        };
    }

    private static ProblemException notAllowed(NotAllowedException e) {
        var allow = e.getResponse().getHeaderString("Allow");
        var refusal = ProblemException.of(ErrorCode.METHOD_UNSUPPORTED);
        return allow == null ? refusal : refusal.with("Allow", allow);
    }

    private static ProblemException byStatus(WebApplicationException e) {
        return switch (e.getResponse().getStatus()) {
            case 400 -> ProblemException.of(ErrorCode.REQUEST_MALFORMED);
            case 413 -> StrictJson.tooLarge();
            default -> internal(e);
        };
    }

    /** The response has only the id, so that it shows nothing of the daemon's internals. */
    private static ProblemException internal(Throwable exception) {
        var id = UUID.randomUUID().toString();
        LOG.errorf(exception, "Request failed, error id %s", id);
        return ProblemException.of(ErrorCode.INTERNAL, MESSAGES.text("error.internal", id));
    }

    private Response response(ProblemException cause, HttpServerRequest request) {
        var refusal = challenge.complete(cause, request);
        var language = Language.of(request.getHeader("Accept-Language"));
        var response =
                Response.status(refusal.code().status())
                        .type(Problem.MEDIA_TYPE)
                        .entity(refusal.problem(language, request.path()));
        refusal.headers().forEach(response::header);
        return response.build();
    }
}
