package dev.obtaskd.api.obshell;

import dev.obtaskd.api.obshell.auth.RequestContext;
import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.obshell.mapping.ObshellException;
import dev.obtaskd.http.RefusalWriter;
import dev.obtaskd.http.RequestFault;
import dev.obtaskd.text.LocalizedText;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Says by an envelope why a request was refused before it came here. */
@ApplicationScoped
class RefusalEnvelopeWriter implements RefusalWriter {

    private final ErrorHandler edge;

    RefusalEnvelopeWriter(ErrorHandler edge) {
        this.edge = edge;
    }

    @Override
    public boolean owns(String path) {
        return RequestContext.ours(path);
    }

    /** Every request is logged in by a header of its own. */
    @Override
    public boolean trustsBrowsers() {
        return false;
    }

    @Override
    public void refuse(RoutingContext context, RequestFault fault) {
        edge.write(context, of(fault));
    }

    private static ObshellException of(RequestFault fault) {
        return switch (fault) {
            case TIMEOUT -> new ObshellException(ObshellErrorCode.REQUEST_TIMEOUT);
            case BODY_TOO_LARGE -> unreadable(new LocalizedText("it is too large", "请求体过大"));
            case BODY_BROKEN ->
                    unreadable(new LocalizedText("its chunks cannot be parsed", "分块无法解析"));
            case TRANSFER_ENCODING ->
                    malformed(
                            new LocalizedText(
                                    "the only Transfer-Encoding is chunked",
                                    "Transfer-Encoding 仅支持 chunked"));
            case PATH ->
                    malformed(new LocalizedText("the path is not in its normal form", "路径不是规范形式"));
            case BUSY ->
                    new ObshellException(
                            ObshellErrorCode.COMMON_UNEXPECTED,
                            new LocalizedText("there are too many connections", "连接过多"));
            case HOST, HEAD_MALFORMED, LINE_TOO_LONG, HEADERS_TOO_LARGE, ORIGIN ->
                    malformed(new LocalizedText("it is malformed", "格式错误"));
        };
    }

    private static ObshellException unreadable(LocalizedText why) {
        return new ObshellException(ObshellErrorCode.REQUEST_BODY_READ_FAILED, why);
    }

    private static ObshellException malformed(LocalizedText why) {
        return new ObshellException(ObshellErrorCode.COMMON_BIND_JSON_FAILED, why);
    }
}
