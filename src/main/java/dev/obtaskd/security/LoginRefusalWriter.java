package dev.obtaskd.security;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * Writes the complete answer to a caller who did not get in; the API that owns the path words it.
 */
public interface LoginRefusalWriter {

    /** Answers 401 with {@code WWW-Authenticate: Basic}. */
    void unauthenticated(RoutingContext context);

    /** Answers 429 with {@code Retry-After}. */
    void throttled(RoutingContext context, Duration retryAfter);
}
