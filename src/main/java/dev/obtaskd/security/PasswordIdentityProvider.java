package dev.obtaskd.security;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;

/** Authenticates password requests. */
@ApplicationScoped
class PasswordIdentityProvider implements IdentityProvider<PasswordAuthRequest> {

    private final CredentialCache verified;
    private final Authenticator login;

    PasswordIdentityProvider(CredentialCache verified, Authenticator login) {
        this.verified = verified;
        this.login = login;
    }

    @Override
    public Class<PasswordAuthRequest> getRequestType() {
        return PasswordAuthRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            PasswordAuthRequest request, AuthenticationRequestContext context) {
        var names = request.names();
        var password = request.password();
        return verified.recall(names, password)
                .map(account -> Uni.createFrom().item(identity(account)))
                .orElseGet(
                        () ->
                                back(
                                        Uni.createFrom()
                                                .completionStage(
                                                        () ->
                                                                login.check(
                                                                        addressOf(request),
                                                                        names,
                                                                        password))
                                                .map(PasswordIdentityProvider::identity)));
    }

    /** Continues on the context where the request began. */
    private static <T> Uni<T> back(Uni<T> result) {
        var origin = Vertx.currentContext();
        return origin == null
                ? result
                : result.emitOn(rest -> origin.runOnContext(ignored -> rest.run()));
    }

    private static CallerAddress addressOf(PasswordAuthRequest request) {
        return CallerAddress.of(
                HttpSecurityUtils.getRoutingContextAttribute(request).request().remoteAddress());
    }

    private static SecurityIdentity identity(UserAccount account) {
        return account.role().identity(account.name());
    }
}
