package dev.obtaskd.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** Checks every request first, and refuses malformed ones for all APIs. */
@ApplicationScoped
class RequestFilter {

    /** Before every check of an API. */
    private static final int FIRST = 3_000;

    private static final String HEALTH = "/q/health";

    private final RefusalDispatcher refusing;
    private final OriginCheck origins;

    RequestFilter(RefusalDispatcher refusing, OriginCheck origins) {
        this.refusing = refusing;
        this.origins = origins;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext context) {
        var fault = fault(context.request());
        if (fault.isPresent()) {
            refusing.refuse(context, fault.get());
            return;
        }
        if (ofPage(context.request())) {
            context.response().putHeader(ResponseHeaders.POLICY, ResponseHeaders.PAGE_POLICY);
        }
        context.next();
    }

    /** Whether a request reads the page, and not an API or the framework. */
    private static boolean ofPage(HttpServerRequest request) {
        var path = request.path() + "/";
        return (HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method()))
                && !path.startsWith("/api/")
                && !path.startsWith("/q/");
    }

    private Optional<RequestFault> fault(HttpServerRequest request) {
        if (!RequestFraming.clear(request)) {
            return Optional.of(RequestFault.TRANSFER_ENCODING);
        }
        var path = request.path() == null ? "" : request.path();
        var guard = ConnectionGuard.of(request);
        guard.ifPresent(ConnectionGuard::began);
        if (guard.filter(ConnectionGuard::reserved).isPresent() && !path.startsWith(HEALTH)) {
            return Optional.of(RequestFault.BUSY);
        }
        if (!NormalPath.is(request.uri(), path)) {
            return Optional.of(RequestFault.PATH);
        }
        return refusing.writer(path).trustsBrowsers() && origins.forged(request)
                ? Optional.of(RequestFault.ORIGIN)
                : Optional.empty();
    }
}
