package dev.obtaskd.security;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
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
                // The hash would hold up every other request of the event loop.
                .orElseGet(() -> context.runBlocking(() -> identity(login.check(addressOf(request), names, password))));
    }

    private static String addressOf(PasswordRequest request) {
        var address = HttpSecurityUtils.getRoutingContextAttribute(request).request().remoteAddress();
        return address == null || address.hostAddress() == null ? "local" : address.hostAddress();
    }

    private static SecurityIdentity identity(Account account) {
        return account.role().identity(account.name());
    }
}
