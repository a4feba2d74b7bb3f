package dev.obtaskd.api.obshell;

import dev.obtaskd.engine.Actor;
import dev.obtaskd.security.CallerAddress;
import dev.obtaskd.security.LoginMethod;
import dev.obtaskd.security.RequestSource;
import dev.obtaskd.security.UserRole;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;

/** The actor of a request, for the audit. */
@ApplicationScoped
class RequestActor {

    private final SecurityIdentity identity;

    RequestActor(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The account of the request, with the highest of its roles. */
    Actor of(HttpServerRequest request) {
        var role =
                Arrays.stream(UserRole.values())
                        .filter(one -> identity.hasRole(one.name()))
                        .findFirst()
                        .orElseThrow();
        return new Actor(
                identity.getPrincipal().getName(),
                role.name(),
                RequestSource.of(LoginMethod.of(identity), request),
                CallerAddress.of(request.remoteAddress()).text());
    }
}
