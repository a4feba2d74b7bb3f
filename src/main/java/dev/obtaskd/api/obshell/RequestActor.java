package dev.obtaskd.api.obshell;

import dev.obtaskd.engine.Actor;
import dev.obtaskd.security.UserRole;
import dev.obtaskd.task.TaskDefinition;
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
        var peer = request.remoteAddress();
        return new Actor(
                identity.getPrincipal().getName(),
                role.name(),
                TaskDefinition.Source.API,
                peer == null ? null : peer.hostAddress());
    }
}
