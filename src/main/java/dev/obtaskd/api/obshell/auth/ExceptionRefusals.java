package dev.obtaskd.api.obshell.auth;

import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.obshell.mapping.ObshellException;
import dev.obtaskd.store.ConcurrentUpdateException;
import dev.obtaskd.store.StoreFullException;
import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import java.util.Objects;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Maps exceptions to error responses. Unexpected exceptions are logged; the response has only the
 * id of the log entry.
 */
public final class ExceptionRefusals {
    private static final Messages MESSAGES = Messages.of("obshell");

    private static final Logger LOG = Logger.getLogger(ExceptionRefusals.class);

    private static final LocalizedText READ_ONLY = MESSAGES.text("auth.read-only");
    private static final LocalizedText STORE_LOST = MESSAGES.text("store.lost");
    private static final LocalizedText STORE_FULL = MESSAGES.text("store.full");

    private ExceptionRefusals() {}

    /** The error response for an exception. */
    public static ObshellException of(Throwable fault, RequestContext requestContext) {
        return switch (fault) {
            case ObshellException refusal -> refusal;
            case UnauthorizedException e ->
                    Objects.requireNonNullElseGet(
                            requestContext.refusal(), ExceptionRefusals::notAuthenticated);
            case ForbiddenException e ->
                    new ObshellException(ObshellErrorCode.USER_PERMISSION_DENIED, READ_ONLY);
            case StoreFullException e -> storeFailure(requestContext, STORE_FULL);
            case StoreUnavailableException e -> storeFailure(requestContext, STORE_LOST);
            case ConcurrentUpdateException e ->
                    new ObshellException(ObshellErrorCode.NO_ROW_AFFECTED);
            case NotFoundException e -> requestContext.pathUnknown();
            // obshell answers a wrong method with 404.
            case NotAllowedException e -> new ObshellException(ObshellErrorCode.COMMON_NOT_FOUND);
            case WebApplicationException e when e.getResponse().getStatus() / 100 == 4 ->
                    new ObshellException(ObshellErrorCode.COMMON_BIND_JSON_FAILED, unreadable());
            default -> unexpected(fault);
        };
    }

    /**
     * For requests about cluster tasks the code is the one that obshell uses while OceanBase is
     * down; obshell has no such code for local tasks.
     */
    private static ObshellException storeFailure(RequestContext requestContext, LocalizedText why) {
        return new ObshellException(
                requestContext.ofCluster()
                        ? ObshellErrorCode.OCEANBASE_NOT_HOLD
                        : ObshellErrorCode.COMMON_UNEXPECTED,
                why);
    }

    private static ObshellException notAuthenticated() {
        return new ObshellException(
                ObshellErrorCode.REQUEST_HEADER_NOT_FOUND, AuthHeaderKind.OCEANBASE.header());
    }

    private static LocalizedText unreadable() {
        return MESSAGES.text("request.unreadable");
    }

    /** A failure after the client disconnected is not an error of the daemon. */
    public static ObshellException clientDisconnected(Throwable fault) {
        LOG.debug("The client disconnected", fault);
        return new ObshellException(
                ObshellErrorCode.COMMON_UNEXPECTED, MESSAGES.text("request.disconnected"));
    }

    private static ObshellException unexpected(Throwable fault) {
        var id = UUID.randomUUID().toString();
        LOG.errorf(fault, "Request failed, error id %s", id);
        return new ObshellException(
                ObshellErrorCode.COMMON_UNEXPECTED, MESSAGES.text("error.unexpected", id));
    }
}
