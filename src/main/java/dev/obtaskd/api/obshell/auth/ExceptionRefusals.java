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
 * Says which refusal an exception is; what nobody expected goes to the log, the answer names its
 * place only.
 */
public final class ExceptionRefusals {
    private static final Messages MESSAGES = Messages.of("obshell");

    private static final Logger LOG = Logger.getLogger(ExceptionRefusals.class);

    private static final LocalizedText ONLY_LOOKS = MESSAGES.text("auth.read-only");
    private static final LocalizedText STORE_LOST = MESSAGES.text("store.lost");
    private static final LocalizedText STORE_FULL = MESSAGES.text("store.full");

    private ExceptionRefusals() {}

    /** What a request is refused with. */
    public static ObshellException of(Throwable fault, RequestContext exchange) {
        return switch (fault) {
            case ObshellException refusal -> refusal;
            case UnauthorizedException e ->
                    Objects.requireNonNullElseGet(exchange.refusal(), ExceptionRefusals::nobody);
            case ForbiddenException e ->
                    new ObshellException(ObshellErrorCode.USER_PERMISSION_DENIED, ONLY_LOOKS);
            case StoreFullException e -> lost(exchange, STORE_FULL);
            case StoreUnavailableException e -> lost(exchange, STORE_LOST);
            case ConcurrentUpdateException e ->
                    new ObshellException(ObshellErrorCode.NO_ROW_AFFECTED);
            // obshell has no answer of its own for a wrong method.
            case NotFoundException e -> new ObshellException(ObshellErrorCode.COMMON_NOT_FOUND);
            case NotAllowedException e -> new ObshellException(ObshellErrorCode.COMMON_NOT_FOUND);
            case WebApplicationException e when e.getResponse().getStatus() / 100 == 4 ->
                    new ObshellException(ObshellErrorCode.COMMON_BIND_JSON_FAILED, unreadable());
            default -> unexpected(fault);
        };
    }

    /**
     * The cluster's tasks are lost with the store, as obshell's are with OceanBase; it has no such
     * code for local ones.
     */
    private static ObshellException lost(RequestContext exchange, LocalizedText why) {
        return new ObshellException(
                exchange.ofCluster()
                        ? ObshellErrorCode.OCEANBASE_NOT_HOLD
                        : ObshellErrorCode.COMMON_UNEXPECTED,
                why);
    }

    private static ObshellException nobody() {
        return new ObshellException(
                ObshellErrorCode.REQUEST_HEADER_NOT_FOUND, AuthHeaderKind.OCEANBASE.header());
    }

    private static LocalizedText unreadable() {
        return MESSAGES.text("request.unreadable");
    }

    /** What failed because the client is gone is no fault of the daemon. */
    public static ObshellException ofGone(Throwable fault) {
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
