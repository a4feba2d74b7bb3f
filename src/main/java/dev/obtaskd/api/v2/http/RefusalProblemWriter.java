package dev.obtaskd.api.v2.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.api.v2.wire.Problem;
import dev.obtaskd.http.RefusalWriter;
import dev.obtaskd.http.RequestFault;
import dev.obtaskd.http.UnreadableHeadWriter;
import dev.obtaskd.text.Language;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Says by a problem why a request was refused before it came here. */
@ApplicationScoped
class RefusalProblemWriter implements RefusalWriter, UnreadableHeadWriter {

    private final ProblemWriter problems;
    private final ObjectMapper json;

    RefusalProblemWriter(ProblemWriter problems, ObjectMapper json) {
        this.problems = problems;
        this.json = json;
    }

    /** The framework's own paths too. */
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
            case HEAD_MALFORMED ->
                    malformed("The head of the request cannot be parsed.", "请求头部无法解析。");
            case LINE_TOO_LONG -> ProblemException.of(ErrorCode.URI_TOO_LONG);
            case HEADERS_TOO_LARGE -> ProblemException.of(ErrorCode.HEADERS_TOO_LARGE);
            case HOST ->
                    malformed(
                            "There must be one Host header with a host name or address, and a port"
                                    + " if it needs one.",
                            "须有且仅有一个 Host 头, 其值为主机名或地址, 可带端口。");
            case TRANSFER_ENCODING ->
                    malformed(
                            "The only Transfer-Encoding is chunked, in HTTP/1.1.",
                            "Transfer-Encoding 仅支持 HTTP/1.1 的 chunked。");
            case PATH ->
                    ProblemException.of(
                            ErrorCode.PATH_INVALID,
                            "A path has no empty, . or .. segment, no ; and \\, and nothing"
                                    + " percent-encoded that can stand as it is.",
                            "路径不得含有空段, . 或 .. 段, ; 或 \\, 以及不必要的百分号编码。");
            case ORIGIN ->
                    ProblemException.of(
                            ErrorCode.AUTH_ORIGIN,
                            "The browser says that a page of another origin sent this;"
                                    + " obtaskd.http.origins names the origins that may.",
                            "浏览器表明该请求来自其他来源的页面; obtaskd.http.origins 可列出允许的来源。");
            case TIMEOUT -> ProblemException.of(ErrorCode.REQUEST_TIMEOUT);
            case BODY_BROKEN ->
                    malformed("The chunks of the body cannot be parsed.", "请求体的分块无法解析。");
            case BODY_TOO_LARGE -> StrictJson.tooLarge();
            case BUSY ->
                    ProblemException.of(ErrorCode.CONNECTIONS_TOO_MANY).with("Retry-After", "1");
        };
    }

    private static ProblemException malformed(String en, String zh) {
        return ProblemException.of(ErrorCode.REQUEST_MALFORMED, en, zh);
    }
}
