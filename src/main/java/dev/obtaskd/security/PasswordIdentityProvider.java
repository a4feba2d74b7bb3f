package dev.obtaskd.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Authenticates password requests. */
@ApplicationScoped
class PasswordIdentityProvider implements IdentityProvider<PasswordAuthRequest> {

    private final CredentialCache verified;
    private final Authenticator login;
    private final LoginAudit audit;

    PasswordIdentityProvider(CredentialCache verified, Authenticator login, LoginAudit audit) {
        this.verified = verified;
        this.login = login;
        this.audit = audit;
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
                .map(account -> Uni.createFrom().item(VerifiedAccounts.identity(account)))
                .orElseGet(() -> back(check(addressOf(request), names, password)));
    }

    private Uni<SecurityIdentity> check(
            CallerAddress address, List<String> names, char[] password) {
        return Uni.createFrom()
                .completionStage(
                        () ->
                                login.check(
                                        address,
                                        names,
                                        password,
                                        (account, failure) ->
                                                record(
                                                        address,
                                                        names.getFirst(),
                                                        account,
                                                        failure)))
                .map(VerifiedAccounts::identity);
    }

    private void record(
            CallerAddress address,
            String name,
            @Nullable UserAccount account,
            @Nullable Throwable failure) {
        if (account != null) {
            audit.succeeded(address, account.name(), account.role(), "password");
        } else if (failure instanceof AuthenticationFailedException) {
            audit.failed(address, name);
        }
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
}
