package dev.obtaskd.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
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
        context.next();
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
