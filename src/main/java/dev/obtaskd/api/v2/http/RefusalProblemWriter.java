package dev.obtaskd.api.v2.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.api.v2.wire.Problem;
import dev.obtaskd.http.RefusalWriter;
import dev.obtaskd.http.RequestFault;
import dev.obtaskd.http.UnreadableHeadWriter;
import dev.obtaskd.text.Language;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Reports refusals of the HTTP layer as problems. */
@ApplicationScoped
class RefusalProblemWriter implements RefusalWriter, UnreadableHeadWriter {

    private static final Messages MESSAGES = Messages.of("api");

    private final ProblemWriter problems;
    private final ObjectMapper json;

    RefusalProblemWriter(ProblemWriter problems, ObjectMapper json) {
        this.problems = problems;
        this.json = json;
    }

    /** Includes the paths of the framework and of the page. */
    @Override
    public boolean owns(String path) {
        return !ApiPaths.ofOtherVersion(path);
    }

    @Override
    public boolean trustsBrowsers() {
        return true;
    }

    @Override
    public void refuse(RoutingContext context, RequestFault fault) {
        problems.write(context, of(fault));
    }

    @Override
    public Answer answer(RequestFault fault) {
        var refusal = of(fault);
        try {
            var problem = json.writeValueAsBytes(refusal.problem(Language.EN, ""));
            return new Answer(refusal.code().status(), Problem.MEDIA_TYPE, problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem cannot be written", e);
        }
    }

    private static ProblemException of(RequestFault fault) {
        return switch (fault) {
            case HEAD_MALFORMED -> malformed(MESSAGES.text("request.head"));
            case LINE_TOO_LONG -> ProblemException.of(ErrorCode.URI_TOO_LONG);
            case HEADERS_TOO_LARGE -> ProblemException.of(ErrorCode.HEADERS_TOO_LARGE);
            case HOST -> malformed(MESSAGES.text("request.host"));
            case TRANSFER_ENCODING -> malformed(MESSAGES.text("request.transfer-encoding"));
            case PATH -> ProblemException.of(ErrorCode.PATH_INVALID, MESSAGES.text("request.path"));
            case ORIGIN ->
                    ProblemException.of(ErrorCode.AUTH_ORIGIN, MESSAGES.text("request.origin"));
            case TIMEOUT -> ProblemException.of(ErrorCode.REQUEST_TIMEOUT);
            case BODY_BROKEN -> malformed(MESSAGES.text("request.chunks"));
            case BODY_TOO_LARGE -> StrictJson.tooLarge();
            case BUSY ->
                    ProblemException.of(ErrorCode.CONNECTIONS_TOO_MANY).with("Retry-After", "1");
        };
    }

    private static ProblemException malformed(LocalizedText detail) {
        return ProblemException.of(ErrorCode.REQUEST_MALFORMED, detail);
    }
}
