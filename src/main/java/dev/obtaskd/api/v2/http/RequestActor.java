package dev.obtaskd.api.v2.http;

import dev.obtaskd.engine.Actor;
import dev.obtaskd.security.CallerAddress;
import dev.obtaskd.security.LoginMethod;
import dev.obtaskd.security.RequestSource;
import dev.obtaskd.security.UserRole;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;

/** Determines the user of a request, as the audit records it. */
@ApplicationScoped
class RequestActor {

    private final SecurityIdentity identity;

    RequestActor(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The user of the request with the highest of its roles. */
    Actor of(HttpServerRequest request) {
        return new Actor(
                identity.getPrincipal().getName(),
                role().name(),
                RequestSource.of(LoginMethod.of(identity), request),
                CallerAddress.of(request.remoteAddress()).text());
    }

    /** The highest role of the user of the current request. */
    UserRole role() {
        return Arrays.stream(UserRole.values())
                .filter(one -> identity.hasRole(one.name()))
                .findFirst()
                .orElseThrow();
    }
}
