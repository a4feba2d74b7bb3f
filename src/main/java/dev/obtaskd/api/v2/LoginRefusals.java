package dev.obtaskd.api.v2;

import dev.obtaskd.security.BasicMechanism;
import dev.obtaskd.security.Refusals;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Words the refusal of a caller who did not get in. */
@ApplicationScoped
class LoginRefusals implements Refusals {

    private final ProblemWriter problems;

    LoginRefusals(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void unauthenticated(RoutingContext context) {
        problems.write(context,
                ProblemException.of(Code.AUTH_REQUIRED).with("WWW-Authenticate", BasicMechanism.CHALLENGE));
    }

    @Override
    public void throttled(RoutingContext context, Duration retryAfter) {
        var seconds = Long.toString(Math.max(1, retryAfter.plusMillis(999).toSeconds()));
        problems.write(context,
                ProblemException.of(Code.AUTH_THROTTLED,
                                "Try again in " + seconds + " seconds.", "请在 " + seconds + " 秒后重试。")
                        .with("Retry-After", seconds));
    }
}
