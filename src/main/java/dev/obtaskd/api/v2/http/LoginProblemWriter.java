package dev.obtaskd.api.v2.http;

import dev.obtaskd.security.LoginRefusalWriter;
import dev.obtaskd.text.Messages;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Reports refused logins as problems. */
@ApplicationScoped
class LoginProblemWriter implements LoginRefusalWriter {

    private static final Messages MESSAGES = Messages.of("api");

    private final ProblemWriter problems;
    private final LoginChallenge challenge;

    LoginProblemWriter(ProblemWriter problems, LoginChallenge challenge) {
        this.problems = problems;
        this.challenge = challenge;
    }

    @Override
    public void unauthenticated(RoutingContext context) {
        problems.write(
                context,
                challenge.complete(
                        ProblemException.of(ErrorCode.AUTH_REQUIRED), context.request()));
    }

    @Override
    public void unprotected(RoutingContext context) {
        problems.write(
                context, ProblemException.of(ErrorCode.AUTH_CSRF, MESSAGES.text("login.csrf")));
    }

    @Override
    public void throttled(RoutingContext context, Duration retryAfter) {
        problems.write(context, throttled(retryAfter));
    }

    /** The problem of a caller that exceeds the limit of log-ins. */
    static ProblemException throttled(Duration retryAfter) {
        var seconds = Long.toString(Math.max(1, retryAfter.plusMillis(999).toSeconds()));
        return ProblemException.of(
                        ErrorCode.AUTH_THROTTLED, MESSAGES.text("login.throttled", seconds))
                .with("Retry-After", seconds);
    }
}
