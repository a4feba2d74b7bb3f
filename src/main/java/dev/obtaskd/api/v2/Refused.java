package dev.obtaskd.api.v2;

import dev.obtaskd.store.RaceLost;
import dev.obtaskd.store.StoreFull;
import dev.obtaskd.store.StoreUnavailable;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import org.jspecify.annotations.Nullable;

/** Says which refusal an exception of the framework is; what nobody expected is an internal fault. */
final class Refused {

    private Refused() {}

    static ProblemException of(@Nullable Throwable fault) {
        return switch (fault) {
            case ProblemException refusal -> refusal;
            case UnauthorizedException e -> ProblemException.of(Code.AUTH_REQUIRED);
            case AuthenticationFailedException e -> ProblemException.of(Code.AUTH_REQUIRED);
            case ForbiddenException e -> ProblemException.of(Code.AUTH_FORBIDDEN);
            case NotFoundException e -> ProblemException.of(Code.PATH_UNKNOWN);
            case NotAllowedException e -> notAllowed(e);
            case NotAcceptableException e -> ProblemException.of(Code.NOT_ACCEPTABLE);
            case NotSupportedException e -> ProblemException.of(Code.MEDIA_UNSUPPORTED);
            case WebApplicationException e -> byStatus(e);
            case StoreFull e -> ProblemException.of(Code.STORE_FULL);
            case StoreUnavailable e -> ProblemException.of(Code.STORE_UNAVAILABLE);
            case RaceLost e -> ProblemException.of(Code.RACE_LOST);
            case null -> Faults.internal(new IllegalStateException("a request failed without saying why"));
            default -> Faults.internal(fault);
        };
    }

    private static ProblemException notAllowed(NotAllowedException e) {
        var allow = e.getResponse().getHeaderString("Allow");
        var refusal = ProblemException.of(Code.METHOD_UNSUPPORTED);
        return allow == null ? refusal : refusal.with("Allow", allow);
    }

    private static ProblemException byStatus(WebApplicationException e) {
        return switch (e.getResponse().getStatus()) {
            case 400 -> ProblemException.of(Code.REQUEST_MALFORMED);
            case 413 -> Body.tooLarge();
            default -> Faults.internal(e);
        };
    }
}
