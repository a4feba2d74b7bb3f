package dev.obtaskd.security;

import dev.obtaskd.path.PlainText;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.spi.runtime.AuthorizationFailureEvent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.Set;

/** Audits changes that the role of the caller does not allow; reads are not audited. */
@ApplicationScoped
class ForbiddenRequestAudit {

    private static final Set<HttpMethod> READS =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** Width of the column. */
    private static final int MAX_ACTION = 100;

    private final LoginAudit audit;

    ForbiddenRequestAudit(LoginAudit audit) {
        this.audit = audit;
    }

    void refused(@Observes AuthorizationFailureEvent event) {
        var context = event.getEventProperties().get(RoutingContext.class.getName());
        var identity = event.getSecurityIdentity();
        if (event.getAuthorizationFailure() instanceof ForbiddenException
                && context instanceof RoutingContext routing
                && !READS.contains(routing.request().method())) {
            var request = routing.request();
            var role =
                    Arrays.stream(UserRole.values())
                            .map(Enum::name)
                            .filter(identity::hasRole)
                            .findFirst()
                            .orElse(null);
            audit.forbidden(
                    new AuditActor(
                            identity.getPrincipal().getName(),
                            role,
                            RequestSource.of(LoginMethod.of(identity), request),
                            CallerAddress.of(request.remoteAddress()).text()),
                    action(request));
        }
    }

    private static String action(HttpServerRequest request) {
        var action = PlainText.of(request.method() + " " + request.path());
        return action.length() <= MAX_ACTION ? action : action.substring(0, MAX_ACTION);
    }
}
