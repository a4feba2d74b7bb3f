package dev.obtaskd.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** Looks at every request first, and refuses those that no API should have to understand. */
@ApplicationScoped
class Gate {

    /** Before every check of an API. */
    private static final int FIRST = 3_000;
    private static final String HEALTH = "/q/health";

    private final Refusing refusing;
    private final Origins origins;

    Gate(Refusing refusing, Origins origins) {
        this.refusing = refusing;
        this.origins = origins;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext context) {
        fault(context.request()).ifPresentOrElse(fault -> refusing.refuse(context, fault), context::next);
    }

    private Optional<Fault> fault(HttpServerRequest request) {
        if (!Framing.clear(request)) {
            return Optional.of(Fault.TRANSFER_ENCODING);
        }
        var path = request.path() == null ? "" : request.path();
        var guard = Guard.of(request);
        guard.ifPresent(Guard::began);
        if (guard.filter(Guard::reserved).isPresent() && !path.startsWith(HEALTH)) {
            return Optional.of(Fault.BUSY);
        }
        if (!NormalPath.is(request.uri(), path)) {
            return Optional.of(Fault.PATH);
        }
        return refusing.wording(path).trustsBrowsers() && origins.forged(request) ? Optional.of(Fault.ORIGIN) : Optional.empty();
    }
}
