package dev.obtaskd.api.obshell;

import dev.obtaskd.store.RaceLost;
import dev.obtaskd.store.StoreFull;
import dev.obtaskd.store.StoreUnavailable;
import dev.obtaskd.task.Text;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import java.util.Objects;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Says which refusal an exception is; what nobody expected goes to the log, the answer names its place only. */
final class Refusal {

    private static final Logger LOG = Logger.getLogger(Refusal.class);

    private static final Text ONLY_LOOKS = new Text("this account may look only", "该账号只能查看");
    private static final Text STORE_LOST = new Text("the store is not available", "存储不可用");
    private static final Text STORE_FULL = new Text("the disk is nearly full", "磁盘空间不足");

    private Refusal() {}

    /** What a request is refused with. */
    static WireException of(Throwable fault, Exchange exchange) {
        return switch (fault) {
            case WireException refusal -> refusal;
            case UnauthorizedException e -> Objects.requireNonNullElseGet(exchange.refusal(), Refusal::nobody);
            case ForbiddenException e -> new WireException(WireCode.USER_PERMISSION_DENIED, ONLY_LOOKS);
            case StoreFull e -> lost(exchange, STORE_FULL);
            case StoreUnavailable e -> lost(exchange, STORE_LOST);
            case RaceLost e -> new WireException(WireCode.NO_ROW_AFFECTED);
            // obshell has no answer of its own for a wrong method.
            case NotFoundException e -> new WireException(WireCode.COMMON_NOT_FOUND);
            case NotAllowedException e -> new WireException(WireCode.COMMON_NOT_FOUND);
            case WebApplicationException e when e.getResponse().getStatus() / 100 == 4 ->
                    new WireException(WireCode.COMMON_BIND_JSON_FAILED, unreadable());
            default -> unexpected(fault);
        };
    }

    /** The cluster's tasks are lost with the store, as obshell's are with OceanBase; it has no such code for local ones. */
    private static WireException lost(Exchange exchange, Text why) {
        return new WireException(exchange.ofCluster() ? WireCode.OCEANBASE_NOT_HOLD : WireCode.COMMON_UNEXPECTED, why);
    }

    private static WireException nobody() {
        return new WireException(WireCode.REQUEST_HEADER_NOT_FOUND, HeaderKind.OCEANBASE.header());
    }

    private static Text unreadable() {
        return new Text("its form is not the one expected", "格式不符合要求");
    }

    /** What failed because the client is gone is no fault of the daemon. */
    static WireException ofGone(Throwable fault) {
        LOG.debug("The client disconnected", fault);
        return new WireException(WireCode.COMMON_UNEXPECTED, new Text("the client disconnected", "客户端已断开"));
    }

    private static WireException unexpected(Throwable fault) {
        var id = UUID.randomUUID().toString();
        LOG.errorf(fault, "Request failed, error id %s", id);
        return new WireException(WireCode.COMMON_UNEXPECTED,
                new Text("the daemon's log has it under error id " + id, "详情见服务日志, 错误编号 " + id));
    }
}
