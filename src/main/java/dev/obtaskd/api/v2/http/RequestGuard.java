package dev.obtaskd.api.v2.http;

import dev.obtaskd.api.v2.wire.FieldError;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that never reach a resource, with a problem: those beyond the limits, with an
 * unknown path, or that the server itself cannot parse.
 */
@ApplicationScoped
class RequestGuard {

    /** Before the server's own check of the body's length, which answers without a body. */
    private static final int FIRST = 1_000;

    /** After the body was read (50). */
    private static final int WITH_BODY = 40;

    private static final int MAX_LINE_LENGTH = 8_192;
    private static final int MAX_HEADERS_LENGTH = 16_384;
    private static final Messages MESSAGES = Messages.of("api");

    private final ProblemWriter problems;

    RequestGuard(ProblemWriter problems) {
        this.problems = problems;
    }

    void guard(@Observes Filters filters) {
        filters.register(this::checkLimits, FIRST);
        filters.register(this::checkType, WITH_BODY);
    }

    void catchAll(@Observes Router router) {
        for (var status : new int[] {400, 401, 403, 404, 405, 406, 413, 415, 500}) {
            router.errorHandler(status, context -> failed(context, status));
        }
        router.route().last().handler(this::unmatched);
    }

    private void checkLimits(RoutingContext context) {
        var request = context.request();
        if (!ApiPaths.readable(request.uri(), request.path())) {
            // Applies to all APIs: a path that cannot be parsed belongs to none of them.
            problems.write(
                    context,
                    ProblemException.of(
                            ErrorCode.REQUEST_MALFORMED, MESSAGES.text("request.address")));
        } else if (!ApiPaths.ofThisApi(request.path())) {
            context.next();
        } else if (request.uri().length() > MAX_LINE_LENGTH) {
            problems.write(context, ProblemException.of(ErrorCode.URI_TOO_LONG));
        } else if (headersLength(context) > MAX_HEADERS_LENGTH) {
            problems.write(context, ProblemException.of(ErrorCode.HEADERS_TOO_LARGE));
        } else if (bodyLength(context) > StrictJson.MAX_BYTES) {
            problems.write(context, StrictJson.tooLarge());
        } else {
            context.next();
        }
    }

    /**
     * Accepts JSON only: the forms of a page can send other types to another origin without a
     * preflight request.
     */
    private void checkType(RoutingContext context) {
        var type = context.request().getHeader("Content-Type");
        var body = context.body().buffer();
        if (body == null
                || body.length() == 0
                || !ApiPaths.ofThisApi(context.request().path())
                || json(type)) {
            context.next();
        } else {
            problems.write(
                    context, ProblemException.of(ErrorCode.MEDIA_UNSUPPORTED, wrongType(type)));
        }
    }

    private static LocalizedText wrongType(@Nullable String type) {
        return type == null
                ? MESSAGES.text("request.type.missing")
                : MESSAGES.text("request.type.wrong", FieldError.truncated(type));
    }

    private static boolean json(@Nullable String type) {
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
    }

    private void unmatched(RoutingContext context) {
        if (ApiPaths.ofThisApi(context.request().path())) {
            problems.write(context, ProblemException.of(ErrorCode.PATH_UNKNOWN));
        } else {
            context.next();
        }
    }

    private void failed(RoutingContext context, int status) {
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
                    default -> ExceptionMappers.problem(context.failure());
                });
    }

    private static long headersLength(RoutingContext context) {
        return context.request().headers().entries().stream()
                .mapToLong(header -> header.getKey().length() + header.getValue().length())
                .sum();
    }

    private static long bodyLength(RoutingContext context) {
        var length = context.request().getHeader("Content-Length");
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
    }
}
