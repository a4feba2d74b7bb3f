package dev.obtaskd.security.session;

import dev.obtaskd.security.LoginRefusalWriter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;

/** Refuses writes by the cookie of a session that lack its token. */
@ApplicationScoped
class CsrfFilter {

    /** After authentication (200) and the permissions of paths (100). */
    private static final int AFTER_LOGIN = 90;

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** The log-in uses no session, and a page whose session has ended has no token. */
    private static final String LOGIN = "/api/v2/session";

    private final LoginRefusalWriter refusals;

    CsrfFilter(LoginRefusalWriter refusals) {
        this.refusals = refusals;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_LOGIN);
    }

    private void check(RoutingContext context) {
        var request = context.request();
        var forged =
                writes(request)
                        && session(context)
                                .filter(session -> !hasToken(request, session))
                                .isPresent();
        if (forged) {
            refusals.unprotected(context);
        } else {
            context.next();
        }
    }

    private static boolean writes(HttpServerRequest request) {
        var method = request.method().name();
        return !READING.contains(method)
                && !(method.equals("POST") && LOGIN.equals(request.path()));
    }

    private static Optional<LoginSession> session(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser user
                ? LoginSession.of(user.getSecurityIdentity())
                : Optional.empty();
    }

    private static boolean hasToken(HttpServerRequest request, LoginSession session) {
        var sent = request.getHeader(CsrfToken.HEADER);
        return sent != null && Secret.equal(sent, session.csrfToken());
    }
}
