package dev.obtaskd.api.obshell;

import dev.obtaskd.api.obshell.auth.RequestContext;
import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.obshell.mapping.ObshellException;
import dev.obtaskd.http.RefusalWriter;
import dev.obtaskd.http.RequestFault;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes the envelope of a request that was refused before it reached this API. */
@ApplicationScoped
class RefusalEnvelopeWriter implements RefusalWriter {
    private static final Messages MESSAGES = Messages.of("obshell");

    private final ErrorHandler errorHandler;

    RefusalEnvelopeWriter(ErrorHandler errorHandler) {
        this.errorHandler = errorHandler;
    }

    @Override
    public boolean owns(String path) {
        return RequestContext.isObshellPath(path);
    }

    /** Every request authenticates by its own header. */
    @Override
    public boolean trustsBrowsers() {
        return false;
    }

    @Override
    public void refuse(RoutingContext context, RequestFault fault) {
        errorHandler.write(context, of(fault));
    }

    private static ObshellException of(RequestFault fault) {
        return switch (fault) {
            case TIMEOUT -> new ObshellException(ObshellErrorCode.REQUEST_TIMEOUT);
            case BODY_TOO_LARGE -> unreadable(MESSAGES.text("body.too-large"));
            case BODY_BROKEN -> unreadable(MESSAGES.text("body.chunks"));
            case TRANSFER_ENCODING -> malformed(MESSAGES.text("request.transfer-encoding"));
            case PATH -> malformed(MESSAGES.text("request.path"));
            case BUSY ->
                    new ObshellException(
                            ObshellErrorCode.COMMON_UNEXPECTED,
                            MESSAGES.text("request.connections"));
            case HOST, HEAD_MALFORMED, LINE_TOO_LONG, HEADERS_TOO_LARGE, ORIGIN ->
                    malformed(MESSAGES.text("request.malformed"));
        };
    }

    private static ObshellException unreadable(LocalizedText why) {
        return new ObshellException(ObshellErrorCode.REQUEST_BODY_READ_FAILED, why);
    }

    private static ObshellException malformed(LocalizedText why) {
        return new ObshellException(ObshellErrorCode.COMMON_BIND_JSON_FAILED, why);
    }
}
