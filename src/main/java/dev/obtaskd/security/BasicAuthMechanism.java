package dev.obtaskd.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * HTTP Basic authentication. The built-in mechanism writes passwords to its debug log and does not
 * allow a custom error response.
 */
@ApplicationScoped
public class BasicAuthMechanism implements HttpAuthenticationMechanism {

    /** The challenge of every 401. */
    public static final String CHALLENGE = "Basic realm=\"obtaskd\", charset=\"UTF-8\"";

    private static final String RETRY_AFTER = BasicAuthMechanism.class.getName() + ".retryAfter";

    private final LoginRefusalWriter refusals;

    BasicAuthMechanism(LoginRefusalWriter refusals) {
        this.refusals = refusals;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            RoutingContext context, IdentityProviderManager providers) {
        var header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (!BasicCredentials.presented(header)) {
            return Uni.createFrom().nullItem();
        }
        return BasicCredentials.read(header)
                .map(credentials -> providers.authenticate(request(context, credentials)))
                .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException()))
                .onFailure(TooManyAttemptsException.class)
                .transform(
                        failure ->
                                throttled(
                                        context,
                                        ((TooManyAttemptsException) failure).retryAfter()));
    }

    /** The failure of a request that exceeds the limit; it is answered with 429. */
    public static AuthenticationFailedException throttled(
            RoutingContext context, Duration retryAfter) {
        context.put(RETRY_AFTER, retryAfter);
        return new AuthenticationFailedException();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", CHALLENGE));
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        Optional.<Duration>ofNullable(context.get(RETRY_AFTER))
                .ifPresentOrElse(
                        retryAfter -> refusals.throttled(context, retryAfter),
                        () -> refusals.unauthenticated(context));
        return Uni.createFrom().item(true);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(PasswordAuthRequest.class);
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom()
                .item(
                        new HttpCredentialTransport(
                                HttpCredentialTransport.Type.AUTHORIZATION, "basic"));
    }

    private static AuthenticationRequest request(
            RoutingContext context, BasicCredentials credentials) {
        var request = new PasswordAuthRequest(List.of(credentials.name()), credentials.password());
        return HttpSecurityUtils.setRoutingContextAttribute(request, context);
    }
}
