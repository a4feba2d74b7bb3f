package dev.obtaskd.api.v2.http;

import dev.obtaskd.security.BasicAuthMechanism;
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

    LoginProblemWriter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void unauthenticated(RoutingContext context) {
        problems.write(
                context,
                ProblemException.of(ErrorCode.AUTH_REQUIRED)
                        .with("WWW-Authenticate", BasicAuthMechanism.CHALLENGE));
    }

    @Override
    public void throttled(RoutingContext context, Duration retryAfter) {
        var seconds = Long.toString(Math.max(1, retryAfter.plusMillis(999).toSeconds()));
        problems.write(
                context,
                ProblemException.of(
                                ErrorCode.AUTH_THROTTLED, MESSAGES.text("login.throttled", seconds))
                        .with("Retry-After", seconds));
    }
}
