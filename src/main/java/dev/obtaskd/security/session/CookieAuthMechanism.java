package dev.obtaskd.security.session;

import dev.obtaskd.security.LoginMethod;
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

/**
 * Authentication by the cookie of a session. A credential in the header {@code Authorization} has
 * precedence. An invalid cookie is no error by itself: the log-in must work with it.
 */
@ApplicationScoped
public class CookieAuthMechanism implements HttpAuthenticationMechanism {

    private final LoginSessions sessions;
    private final SessionCookie cookie;

    CookieAuthMechanism(LoginSessions sessions, SessionCookie cookie) {
        this.sessions = sessions;
        this.cookie = cookie;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            RoutingContext context, IdentityProviderManager providers) {
        if (context.request().headers().contains(HttpHeaders.AUTHORIZATION)) {
            return Uni.createFrom().nullItem();
        }
        return Uni.createFrom()
                .item(
                        cookie.id(context.request())
                                .flatMap(sessions::use)
                                .map(CookieAuthMechanism::identity)
                                .orElse(null));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }

    /** The identity of the user of a session. */
    static SecurityIdentity identity(LoginSession session) {
        return session.role()
                .builder(session.user(), LoginMethod.SESSION)
                .addAttribute(LoginSession.class.getName(), session)
                .build();
    }
}
