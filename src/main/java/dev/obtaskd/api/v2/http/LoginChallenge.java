package dev.obtaskd.api.v2.http;

import dev.obtaskd.security.BasicAuthMechanism;
import dev.obtaskd.security.session.SessionCookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The header that asks for a name and a password. Browsers show a dialog of their own for it, so
 * the requests of the page do not get it.
 */
@ApplicationScoped
class LoginChallenge {

    private final SessionCookie cookie;

    LoginChallenge(SessionCookie cookie) {
        this.cookie = cookie;
    }

    /** Adds the header to {@code auth.required}, unless the request is one of the page. */
    ProblemException complete(ProblemException refusal, HttpServerRequest request) {
        var ofPage = request.headers().contains("X-Requested-With") || cookie.presented(request);
        return refusal.code() == ErrorCode.AUTH_REQUIRED && !ofPage
                ? refusal.with("WWW-Authenticate", BasicAuthMechanism.CHALLENGE)
                : refusal;
    }
}
