package dev.obtaskd.api.v2.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Answers OPTIONS, and refuses methods that a path does not have with the ones it has. */
@ApplicationScoped
class AllowFilter {

    /**
     * After log-in and permission checks, so that strangers do not learn what there is, and before
     * the body is read.
     */
    private static final int AFTER_LOGIN = 60;

    private final ProblemWriter problems;

    AllowFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_LOGIN);
    }

    private void check(RoutingContext context) {
        var request = context.request();
        var allowed = AllowTable.of(context.normalizedPath()).orElse(List.of());
        var method = request.method().name();
        if (allowed.isEmpty() && method.equals("OPTIONS") && ApiPaths.ours(request.path())) {
            // The framework would answer this for paths that do not exist too.
            problems.write(context, ProblemException.of(ErrorCode.PATH_UNKNOWN));
        } else if (allowed.isEmpty() || !method.equals("OPTIONS") && allowed.contains(method)) {
            context.next();
        } else if (method.equals("OPTIONS")) {
            context.response()
                    .setStatusCode(204)
                    .putHeader("Allow", String.join(", ", allowed))
                    .end();
        } else {
            var refusal =
                    ProblemException.of(ErrorCode.METHOD_UNSUPPORTED)
                            .with("Allow", String.join(", ", allowed));
            problems.write(context, refusal);
        }
    }
}
