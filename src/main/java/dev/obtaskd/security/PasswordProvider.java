package dev.obtaskd.security;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Turns a name and a password into an identity with its roles. */
@ApplicationScoped
class PasswordProvider implements IdentityProvider<UsernamePasswordAuthenticationRequest> {

    private final VerifiedCredentials verified;
    private final Login login;

    PasswordProvider(VerifiedCredentials verified, Login login) {
        this.verified = verified;
        this.login = login;
    }

    @Override
    public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
        return UsernamePasswordAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
        var name = request.getUsername();
        var password = request.getPassword().getPassword();
        return verified.recall(name, password)
                .map(account -> Uni.createFrom().item(identity(account)))
                // The hash would hold up every other request of the event loop.
                .orElseGet(() -> context.runBlocking(() -> identity(login.check(addressOf(request), name, password))));
    }

    private static String addressOf(UsernamePasswordAuthenticationRequest request) {
        var address = HttpSecurityUtils.getRoutingContextAttribute(request).request().remoteAddress();
        return address == null || address.hostAddress() == null ? "local" : address.hostAddress();
    }

    private static SecurityIdentity identity(Account account) {
        return account.role().identity(account.name());
    }
}
