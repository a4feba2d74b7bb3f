package dev.obtaskd.api.v2.http;

import dev.obtaskd.engine.Actor;
import dev.obtaskd.security.LoginMethod;
import dev.obtaskd.security.UserRole;
import dev.obtaskd.task.TaskDefinition;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Determines the user of a request, as the audit records it. */
@ApplicationScoped
class RequestActor {

    private final SecurityIdentity identity;

    RequestActor(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The user of the request with the highest of its roles. */
    Actor of(HttpServerRequest request) {
        var role =
                Arrays.stream(UserRole.values())
                        .filter(one -> identity.hasRole(one.name()))
                        .findFirst()
                        .orElseThrow();
        return new Actor(
                identity.getPrincipal().getName(), role.name(), source(), address(request));
    }

    private TaskDefinition.Source source() {
        return switch (LoginMethod.of(identity)) {
            case SESSION -> TaskDefinition.Source.WEB;
            case SOCKET -> TaskDefinition.Source.CLI;
            case BASIC, TOKEN -> TaskDefinition.Source.API;
        };
    }

    /** Null for a Unix socket. */
    private static @Nullable String address(HttpServerRequest request) {
        var peer = request.remoteAddress();
        return peer == null ? null : peer.hostAddress();
    }
}
