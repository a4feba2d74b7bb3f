package dev.obtaskd.api.v2.http;

import dev.obtaskd.api.v2.wire.FieldError;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * Refuses in our words what never reaches a resource: bodies and headers beyond the limits, paths
 * where nothing is, and whatever the server itself cannot read.
 */
@ApplicationScoped
class RequestGuard {

    /** Before the server's own check of the body's length, which answers without a body. */
    private static final int FIRST = 1_000;

    /** After the body was read (50). */
    private static final int WITH_BODY = 40;

    private static final int LONGEST_LINE = 8_192;
    private static final int LARGEST_HEADERS = 16_384;

    private final ProblemWriter problems;

    RequestGuard(ProblemWriter problems) {
        this.problems = problems;
    }

    void guard(@Observes Filters filters) {
        filters.register(this::limit, FIRST);
        filters.register(this::checkType, WITH_BODY);
    }

    void catchAll(@Observes Router router) {
        for (var status : new int[] {400, 401, 403, 404, 405, 406, 413, 415, 500}) {
            router.errorHandler(status, context -> failed(context, status));
        }
        router.route().last().handler(this::unmatched);
    }

    private void limit(RoutingContext context) {
        var request = context.request();
        if (!ApiPaths.readable(request.uri(), request.path())) {
            // Also where others answer: nobody could say below which path this is.
            problems.write(
                    context,
                    ProblemException.of(
                            ErrorCode.REQUEST_MALFORMED,
                            "The address cannot be read.",
                            "请求地址无法解析。"));
        } else if (!ApiPaths.ours(request.path())) {
            context.next();
        } else if (request.uri().length() > LONGEST_LINE) {
            problems.write(context, ProblemException.of(ErrorCode.URI_TOO_LONG));
        } else if (headersOf(context) > LARGEST_HEADERS) {
            problems.write(context, ProblemException.of(ErrorCode.HEADERS_TOO_LARGE));
        } else if (bodyOf(context) > StrictJson.MOST) {
            problems.write(context, StrictJson.tooLarge());
        } else {
            context.next();
        }
    }

    /**
     * A body has a type, and that is JSON: a form of a page can send anything else without asking
     * first.
     */
    private void checkType(RoutingContext context) {
        var type = context.request().getHeader("Content-Type");
        var body = context.body().buffer();
        if (body == null
                || body.length() == 0
                || !ApiPaths.ours(context.request().path())
                || json(type)) {
            context.next();
            return;
        }
        var sent = type == null ? "it has none" : "it has " + FieldError.truncated(type);
        var zh = type == null ? "缺少类型" : "类型为 " + FieldError.truncated(type);
        problems.write(
                context,
                ProblemException.of(
                        ErrorCode.MEDIA_UNSUPPORTED,
                        "A body needs Content-Type: application/json; " + sent + ".",
                        "请求体须为 Content-Type: application/json; " + zh + "。"));
    }

    private static boolean json(@Nullable String type) {
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
    }

    private void unmatched(RoutingContext context) {
        if (ApiPaths.ours(context.request().path())) {
            problems.write(context, ProblemException.of(ErrorCode.PATH_UNKNOWN));
        } else {
            context.next();
        }
    }

    private void failed(RoutingContext context, int status) {
        var fault = context.failure();
        problems.write(
                context,
                switch (status) {
                    case 400 -> ProblemException.of(ErrorCode.REQUEST_MALFORMED);
                    case 401 -> ProblemException.of(ErrorCode.AUTH_REQUIRED);
                    case 403 -> ProblemException.of(ErrorCode.AUTH_FORBIDDEN);
                    case 404 -> ProblemException.of(ErrorCode.PATH_UNKNOWN);
                    case 405 -> ProblemException.of(ErrorCode.METHOD_UNSUPPORTED);
                    case 406 -> ProblemException.of(ErrorCode.NOT_ACCEPTABLE);
                    case 413 -> StrictJson.tooLarge();
                    case 415 -> ProblemException.of(ErrorCode.MEDIA_UNSUPPORTED);
                    default -> FrameworkErrors.of(fault);
                });
    }

    private static long headersOf(RoutingContext context) {
        return context.request().headers().entries().stream()
                .mapToLong(header -> header.getKey().length() + header.getValue().length())
                .sum();
    }

    private static long bodyOf(RoutingContext context) {
        var length = context.request().getHeader("Content-Length");
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
    }
}
