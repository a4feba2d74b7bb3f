package dev.obtaskd.api.obshell.auth;

import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.obshell.mapping.ObshellException;
import dev.obtaskd.store.ConcurrentUpdateException;
import dev.obtaskd.store.StoreFullException;
import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.text.LocalizedText;
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

    private static final Logger LOG = Logger.getLogger(ExceptionRefusals.class);

    private static final LocalizedText ONLY_LOOKS =
            new LocalizedText("this account may look only", "该账号只能查看");
    private static final LocalizedText STORE_LOST =
            new LocalizedText("the store is not available", "存储不可用");
    private static final LocalizedText STORE_FULL =
            new LocalizedText("the disk is nearly full", "磁盘空间不足");

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
        return new LocalizedText("its form is not the one expected", "格式不符合要求");
    }

    /** What failed because the client is gone is no fault of the daemon. */
    public static ObshellException ofGone(Throwable fault) {
        LOG.debug("The client disconnected", fault);
        return new ObshellException(
                ObshellErrorCode.COMMON_UNEXPECTED,
                new LocalizedText("the client disconnected", "客户端已断开"));
    }

    private static ObshellException unexpected(Throwable fault) {
        var id = UUID.randomUUID().toString();
        LOG.errorf(fault, "Request failed, error id %s", id);
        return new ObshellException(
                ObshellErrorCode.COMMON_UNEXPECTED,
                new LocalizedText(
                        "the daemon's log has it under error id " + id, "详情见服务日志, 错误编号 " + id));
    }
}
