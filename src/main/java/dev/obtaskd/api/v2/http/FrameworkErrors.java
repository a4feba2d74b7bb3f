package dev.obtaskd.api.v2.http;

import dev.obtaskd.store.ConcurrentUpdateException;
import dev.obtaskd.store.StoreFullException;
import dev.obtaskd.store.StoreUnavailableException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import org.jspecify.annotations.Nullable;

/**
 * Says which refusal an exception of the framework is; what nobody expected is an internal fault.
 */
public final class FrameworkErrors {

    private FrameworkErrors() {}

    public static ProblemException of(@Nullable Throwable fault) {
        return switch (fault) {
            case ProblemException refusal -> refusal;
            case UnauthorizedException e -> ProblemException.of(ErrorCode.AUTH_REQUIRED);
            case AuthenticationFailedException e -> ProblemException.of(ErrorCode.AUTH_REQUIRED);
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
                    UnexpectedErrorMapper.internal(
                            new IllegalStateException("a request failed without saying why"));
            default -> UnexpectedErrorMapper.internal(fault);
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
            default -> UnexpectedErrorMapper.internal(e);
        };
    }
}
