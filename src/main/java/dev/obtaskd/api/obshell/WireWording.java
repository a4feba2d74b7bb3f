package dev.obtaskd.api.obshell;

import dev.obtaskd.http.Fault;
import dev.obtaskd.http.RefusalWords;
import dev.obtaskd.task.Text;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Says by an envelope why a request was refused before it came here. */
@ApplicationScoped
class WireWording implements RefusalWords {

    private final WireEdge edge;

    WireWording(WireEdge edge) {
        this.edge = edge;
    }

    @Override
    public boolean owns(String path) {
        return Exchange.ours(path);
    }

    /** Every request is logged in by a header of its own. */
    @Override
    public boolean trustsBrowsers() {
        return false;
    }

    @Override
    public void refuse(RoutingContext context, Fault fault) {
        edge.write(context, of(fault));
    }

    private static WireException of(Fault fault) {
        return switch (fault) {
            case TIMEOUT -> new WireException(WireCode.REQUEST_TIMEOUT);
            case BODY_TOO_LARGE -> unreadable(new Text("it is too large", "请求体过大"));
            case BODY_BROKEN -> unreadable(new Text("its chunks cannot be parsed", "分块无法解析"));
            case TRANSFER_ENCODING -> malformed(new Text("the only Transfer-Encoding is chunked", "Transfer-Encoding 仅支持 chunked"));
            case PATH -> malformed(new Text("the path is not in its normal form", "路径不是规范形式"));
            case BUSY -> new WireException(WireCode.COMMON_UNEXPECTED, new Text("there are too many connections", "连接过多"));
            case HOST, HEAD_MALFORMED, LINE_TOO_LONG, HEADERS_TOO_LARGE, ORIGIN ->
                    malformed(new Text("it is malformed", "格式错误"));
        };
    }

    private static WireException unreadable(Text why) {
        return new WireException(WireCode.REQUEST_BODY_READ_FAILED, why);
    }

    private static WireException malformed(Text why) {
        return new WireException(WireCode.COMMON_BIND_JSON_FAILED, why);
    }
}
