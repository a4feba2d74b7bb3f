package dev.obtaskd.security;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;

/** Turns a password into the identity of its account, with its roles. */
@ApplicationScoped
class PasswordProvider implements IdentityProvider<PasswordRequest> {

    private final VerifiedCredentials verified;
    private final Login login;

    PasswordProvider(VerifiedCredentials verified, Login login) {
        this.verified = verified;
        this.login = login;
    }

    @Override
    public Class<PasswordRequest> getRequestType() {
        return PasswordRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(PasswordRequest request, AuthenticationRequestContext context) {
        var names = request.names();
        var password = request.password();
        return verified.recall(names, password)
                .map(account -> Uni.createFrom().item(identity(account)))
                .orElseGet(() -> back(Uni.createFrom()
                        .completionStage(() -> login.check(addressOf(request), names, password))
                        .map(PasswordProvider::identity)));
    }

    /** The rest of the request goes on where it began. */
    private static <T> Uni<T> back(Uni<T> result) {
        var origin = Vertx.currentContext();
        return origin == null ? result : result.emitOn(rest -> origin.runOnContext(ignored -> rest.run()));
    }

    private static Address addressOf(PasswordRequest request) {
        return Address.of(HttpSecurityUtils.getRoutingContextAttribute(request).request().remoteAddress());
    }

    private static SecurityIdentity identity(Account account) {
        return account.role().identity(account.name());
    }
}
