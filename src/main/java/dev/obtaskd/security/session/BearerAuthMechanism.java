package dev.obtaskd.security.session;

import dev.obtaskd.security.BasicAuthMechanism;
import dev.obtaskd.security.CallerAddress;
import dev.obtaskd.security.LoginAudit;
import dev.obtaskd.security.LoginMethod;
import dev.obtaskd.security.LoginThrottle;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Authentication by a bearer token in the header {@code Authorization}. */
@ApplicationScoped
public class BearerAuthMechanism implements HttpAuthenticationMechanism {

    /** Name of the attribute of an identity that has the id of the token. */
    static final String TOKEN_ID = BearerAuthMechanism.class.getName();

    private static final String SCHEME = "bearer ";

    /** Stands for the name in the count of failures: a token that is not valid has no owner. */
    private static final String NAME = "-";

    private final ApiTokens tokens;
    private final LoginThrottle throttle;
    private final LoginAudit audit;

    BearerAuthMechanism(ApiTokens tokens, LoginThrottle throttle, LoginAudit audit) {
        this.tokens = tokens;
        this.throttle = throttle;
        this.audit = audit;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            RoutingContext context, IdentityProviderManager providers) {
        var header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Uni.createFrom().nullItem();
        }
        var address = CallerAddress.of(context.request().remoteAddress());
        return tokens.use(header.substring(SCHEME.length()).strip())
                .map(accepted -> Uni.createFrom().item(identity(accepted, address)))
                .orElseGet(() -> Uni.createFrom().failure(failed(context, address)));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }

    private SecurityIdentity identity(ApiTokens.Accepted accepted, CallerAddress address) {
        var token = accepted.token();
        if (accepted.first()) {
            audit.succeeded(address, token.owner(), accepted.role(), "token " + token.id());
        }
        return accepted.role()
                .builder(token.owner(), LoginMethod.TOKEN)
                .addAttribute(TOKEN_ID, token.id())
                .build();
    }

    /** A valid token is never throttled, because it cannot be guessed. */
    private AuthenticationFailedException failed(RoutingContext context, CallerAddress address) {
        var wait = throttle.tryAgain(address.text(), NAME);
        if (wait.isPresent()) {
            return BasicAuthMechanism.throttled(context, wait.get());
        }
        audit.failed(address, NAME);
        return new AuthenticationFailedException();
    }
}
