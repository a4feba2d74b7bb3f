package dev.obtaskd.security;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** Writes the response to a failed login. The API that owns the path determines its form. */
public interface LoginRefusalWriter {

    /** Answers 401 with {@code WWW-Authenticate: Basic}. */
    void unauthenticated(RoutingContext context);

    /** Answers 403: a write by the cookie of a session without its token. */
    void unprotected(RoutingContext context);

    /** Answers 429 with {@code Retry-After}. */
    void throttled(RoutingContext context, Duration retryAfter);
}
