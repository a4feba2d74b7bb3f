package dev.obtaskd.api.obshell;

import dev.obtaskd.store.RaceLost;
import dev.obtaskd.task.Text;
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

    private Refusal() {}

    /** What a request is refused with. */
    static WireException of(Throwable fault, Exchange exchange) {
        return switch (fault) {
            case UnauthorizedException e -> Objects.requireNonNullElseGet(exchange.refusal(), Refusal::nobody);
            default -> of(fault);
        };
    }

    /** The same, whoever asks. */
    static WireException of(Throwable fault) {
        return switch (fault) {
            case WireException refusal -> refusal;
            case RaceLost e -> new WireException(WireCode.NO_ROW_AFFECTED);
            // obshell has no answer of its own for a wrong method.
            case NotFoundException e -> new WireException(WireCode.COMMON_NOT_FOUND);
            case NotAllowedException e -> new WireException(WireCode.COMMON_NOT_FOUND);
            case WebApplicationException e when e.getResponse().getStatus() / 100 == 4 ->
                    new WireException(WireCode.COMMON_BIND_JSON_FAILED, unreadable());
            default -> unexpected(fault);
        };
    }

    private static WireException nobody() {
        return new WireException(WireCode.REQUEST_HEADER_NOT_FOUND, HeaderKind.OCEANBASE.header());
    }

    private static Text unreadable() {
        return new Text("its form is not the one expected", "格式不符合要求");
    }

    private static WireException unexpected(Throwable fault) {
        var id = UUID.randomUUID().toString();
        LOG.errorf(fault, "Request failed, error id %s", id);
        return new WireException(WireCode.COMMON_UNEXPECTED,
                new Text("the daemon's log has it under error id " + id, "详情见服务日志, 错误编号 " + id));
    }
}
