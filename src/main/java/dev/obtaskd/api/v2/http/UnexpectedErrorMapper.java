package dev.obtaskd.api.v2.http;

import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Turns what nobody expected into an answer that says nothing of its inside, and a log entry that
 * does.
 */
final class UnexpectedErrorMapper {

    private static final Logger LOG = Logger.getLogger(UnexpectedErrorMapper.class);

    private UnexpectedErrorMapper() {}

    /** Logs the fault under a fresh id; the answer names the id only. */
    static ProblemException internal(Throwable fault) {
        var id = UUID.randomUUID().toString();
        LOG.errorf(fault, "Request failed, error id %s", id);
        return ProblemException.of(
                ErrorCode.INTERNAL,
                "The daemon's log has it under error id " + id + ".",
                "详情见服务日志, 错误编号 " + id + "。");
    }
}
